"""The story, one file a use case. Read `serve.py` first. Decides order, nothing else.

    open      a person comes in                     signin    a stronger identity, when a step needs one
    serve     a turn is answered                    resume    another device or channel goes on
    answer    a card is answered                    own       the customer's own step is done
    advance   the journey goes on by itself         view      what people are shown
    start     the counter opens: recovery           rehearse  a pack's stories, without keeping anything
"""
