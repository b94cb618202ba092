known-mode-on-device = The key to your facts is on your own device. This service keeps the facts locked and cannot open them while you are away. When you use Luukku, your device opens them and hands them to the service for that moment only.
state-unreached-away = Waits for you
line-unreached-away = Waits until you open Luukku on your own device. Then this goes out. Receiver: { $who }.
entry-again = The same message was tried again. Receiver: { $who }. Facts: { $facts }.
entry-refused-key-away = Not opened: the key is on your device and you were away. Facts: { $facts }.
