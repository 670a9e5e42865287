"""The ways to copy a text, and the truth about what happened.

detection     which ways there are here, from the environment alone
kept_file     the text in a file of its own, always, before anything else
tmux          the buffer of tmux, read back, and on to the terminal around it
system        pyperclip's tool in a process of its own, read back
osc52         the escape sequence that a terminal may take; no one can confirm it
chain         one after the other until one holds
"""
