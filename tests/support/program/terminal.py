"""Runs a command on a terminal of its own and talks to it.

Arguments: JSON of [[wait for, then type], ...], then the command. "^C" and "^D" are the keys. What the terminal
showed goes to standard output, and the exit code is the command's. Ends with 99 if it waits in vain.
"""
import json, os, pty, select, sys, time

steps, command = json.loads(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown, seen, waiting = b"", 0, None


def read_some():
    """More of what is shown; False at the end."""
    global shown
    if not select.select([terminal], [], [], 10)[0]:
        shown += b"\nwaits: " + repr(waiting).encode()
        sys.stdout.buffer.write(shown)
        os.kill(child, 9)
        sys.exit(99)
    try:
        more = os.read(terminal, 4096)
    except OSError:
        more = b""
    shown += more
    return bool(more)


for waiting in steps:
    wait, type_ = waiting
    wait = wait.encode()
    while wait not in shown[seen:]:
        if not read_some():
            sys.stdout.buffer.write(shown)
            sys.exit(98)
    seen = shown.index(wait, seen) + len(wait)
    time.sleep(0.02)
    os.write(terminal, {"^C": b"\x03", "^D": b"\x04"}.get(type_, type_.encode()))
while read_some():
    pass
_, status = os.waitpid(child, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
