import sys

sys.stdin.readline()
print('{"type":"progress","message":"fine so far"}')
print("Traceback, or whatever a library prints")
