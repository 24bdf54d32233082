package io.openclaw.worker.sandbox;

/**
 * System calls that a skill has no use for, and that have been ways out of other sandboxes: looking
 * into other processes, mounts and namespaces, the kernel's keys, modules, clock and counters, and
 * memory that belongs to no process, and interfaces with a long history of faults. Each with its
 * number on the two architectures, from Linux' {@code arch/x86/entry/syscalls/syscall_64.tbl} and
 * {@code scripts/syscall.tbl}.
 */
enum SystemCall {
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PROCESS_MADVISE(440, 440),
  KCMP(312, 272),
  PIDFD_GETFD(438, 438),
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  CHROOT(161, 51),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSPICK(433, 433),
  MOUNT_SETATTR(442, 442),
  OPEN_TREE_ATTR(467, 467),
  UNSHARE(272, 97),
  SETNS(308, 268),
  ADD_KEY(248, 217),
  REQUEST_KEY(249, 218),
  KEYCTL(250, 219),
  BPF(321, 280),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  KEXEC_LOAD(246, 104),
  KEXEC_FILE_LOAD(320, 294),
  INIT_MODULE(175, 105),
  FINIT_MODULE(313, 273),
  DELETE_MODULE(176, 106),
  REBOOT(169, 142),
  SWAPON(167, 224),
  SWAPOFF(168, 225),
  ACCT(163, 89),
  QUOTACTL(179, 60),
  QUOTACTL_FD(443, 443),
  SYSLOG(103, 116),
  SETTIMEOFDAY(164, 170),
  CLOCK_SETTIME(227, 112),
  CLOCK_ADJTIME(305, 266),
  ADJTIMEX(159, 171),
  SETHOSTNAME(170, 161),
  SETDOMAINNAME(171, 162),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),
  FANOTIFY_INIT(300, 262),
  MOVE_PAGES(279, 239),
  MIGRATE_PAGES(256, 238),
  LOOKUP_DCOOKIE(212, 18),
  VHANGUP(153, 58),
  NFSSERVCTL(180, 42),
  IOPL(172, SystemCall.ABSENT),
  IOPERM(173, SystemCall.ABSENT),
  MODIFY_LDT(154, SystemCall.ABSENT),
  MEMFD_CREATE(319, 279),
  MEMFD_SECRET(447, 447),
  SHMGET(29, 194),
  USELIB(134, SystemCall.ABSENT),
  USTAT(136, SystemCall.ABSENT),
  SYSFS(139, SystemCall.ABSENT);

  static final int ABSENT = -1;

  private final int x86;
  private final int arm;

  SystemCall(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  /** Its number, or {@link #ABSENT}. */
  int number(Architecture architecture) {
    return switch (architecture) {
      case X86_64 -> x86;
      case AARCH64 -> arm;
    };
  }
}
