package io.openclaw.worker.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Assembles the seccomp filter: a program for the kernel's classic BPF machine that looks at each
 * system call's number and first arguments. What is refused fails with an error that a program
 * understands; it is not killed for it.
 *
 * <p>Source of the format: Linux' {@code Documentation/userspace-api/seccomp_filter.rst} and {@code
 * include/uapi/linux/filter.h} (8 bytes an instruction: a 16-bit code, two 8-bit jumps, a 32-bit
 * operand).
 */
final class SystemCallFilter {
  private static final short LOAD = 0x20;
  private static final short JUMP_EQUAL = 0x15;
  private static final short JUMP_AT_LEAST = 0x35;
  private static final short JUMP_ANY_BIT = 0x45;
  private static final short RETURN = 0x06;

  // struct seccomp_data
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int ALLOW = 0x7FFF0000;
  private static final int KILL = 0x80000000;
  private static final int ERROR = 0x00050000;
  private static final int EPERM = ERROR | 1;
  private static final int ENOSYS = ERROR | 38;
  private static final int EAFNOSUPPORT = ERROR | 97;

  /** Numbers from here on are those of x86-64's second, 32-bit table. */
  private static final int X32 = 0x40000000;

  /** CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
  private static final int NEW_NAMESPACE = 0x7E020080;

  private static final int CLONE3 = 435;
  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int NETLINK_ROUTE = 0;

  /** They write into the input of the terminal. */
  private static final int[] TERMINAL_INPUT = {0x5412, 0x541C};

  private final ByteBuffer program = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
  private final Architecture architecture;

  private SystemCallFilter(Architecture architecture) {
    this.architecture = architecture;
  }

  /** The program's bytes. */
  static byte[] of(Architecture architecture) {
    return new SystemCallFilter(architecture).assemble();
  }

  private byte[] assemble() {
    refuseOtherArchitectures();
    refuseCalls();
    refuseNamespaces();
    refuseSockets();
    refuseTerminalInput();
    refusePersonalities();
    instruction(RETURN, ALLOW);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return bytes;
  }

  private void refuseOtherArchitectures() {
    instruction(LOAD, ARCHITECTURE);
    unless(JUMP_EQUAL, architecture.audit, KILL);
    instruction(LOAD, NUMBER);
    when(JUMP_AT_LEAST, X32, ENOSYS);
  }

  private void refuseCalls() {
    for (SystemCall call : SystemCall.values()) {
      int number = call.number(architecture);
      if (number != SystemCall.ABSENT) {
        when(JUMP_EQUAL, number, EPERM);
      }
    }
  }

  /** A filter cannot see what clone3's flags are; without it, libraries use clone. */
  private void refuseNamespaces() {
    when(JUMP_EQUAL, CLONE3, ENOSYS);
    only(architecture.clone, 4);
    instruction(LOAD, FIRST_ARGUMENT);
    when(JUMP_ANY_BIT, NEW_NAMESPACE, EPERM);
    instruction(RETURN, ALLOW);
  }

  private void refuseSockets() {
    only(architecture.socket, 13);
    instruction(LOAD, FIRST_ARGUMENT);
    when(JUMP_EQUAL, AF_UNIX, ALLOW);
    when(JUMP_EQUAL, AF_INET, ALLOW);
    when(JUMP_EQUAL, AF_INET6, ALLOW);
    unless(JUMP_EQUAL, AF_NETLINK, EAFNOSUPPORT);
    instruction(LOAD, FIRST_ARGUMENT + 2 * 8);
    when(JUMP_EQUAL, NETLINK_ROUTE, ALLOW);
    instruction(RETURN, EAFNOSUPPORT);
    only(architecture.socketPair, 4);
    instruction(LOAD, FIRST_ARGUMENT);
    when(JUMP_EQUAL, AF_UNIX, ALLOW);
    instruction(RETURN, EAFNOSUPPORT);
  }

  private void refuseTerminalInput() {
    only(architecture.ioctl, 2 + 2 * TERMINAL_INPUT.length);
    instruction(LOAD, FIRST_ARGUMENT + 8);
    for (int request : TERMINAL_INPUT) {
      when(JUMP_EQUAL, request, EPERM);
    }
    instruction(RETURN, ALLOW);
  }

  /** Asking for one's own (all bits set) and the ordinary one. */
  private void refusePersonalities() {
    only(architecture.personality, 6);
    instruction(LOAD, FIRST_ARGUMENT);
    when(JUMP_EQUAL, 0, ALLOW);
    when(JUMP_EQUAL, -1, ALLOW);
    instruction(RETURN, EPERM);
  }

  private void when(short condition, int operand, int outcome) {
    jump(condition, 0, 1, operand);
    instruction(RETURN, outcome);
  }

  private void unless(short condition, int operand, int outcome) {
    jump(condition, 1, 0, operand);
    instruction(RETURN, outcome);
  }

  /**
   * The next instructions are for one system call only.
   *
   * @param length how many they are
   */
  private void only(int number, int length) {
    jump(JUMP_EQUAL, 0, length, number);
  }

  private void instruction(short code, int operand) {
    jump(code, 0, 0, operand);
  }

  private void jump(short code, int whenTrue, int whenFalse, int operand) {
    program.putShort(code).put((byte) whenTrue).put((byte) whenFalse).putInt(operand);
  }
}
