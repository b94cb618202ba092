"""The pages, the API and the live stream: the counter as a browser sees it."""
