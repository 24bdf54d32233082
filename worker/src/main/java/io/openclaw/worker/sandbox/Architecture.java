package io.openclaw.worker.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A processor architecture, with what a filter of system calls has to know of it.
 *
 * <p>The audit numbers are those of Linux' {@code include/uapi/linux/audit.h}.
 */
enum Architecture {
  X86_64(0xC000003E, 56, 41, 53, 16, 135),
  AARCH64(0xC00000B7, 220, 198, 199, 29, 92);

  final int audit;
  final int clone;
  final int socket;
  final int socketPair;
  final int ioctl;
  final int personality;

  Architecture(int audit, int clone, int socket, int socketPair, int ioctl, int personality) {
    this.audit = audit;
    this.clone = clone;
    this.socket = socket;
    this.socketPair = socketPair;
    this.ioctl = ioctl;
    this.personality = personality;
  }

  /** The one of a Java virtual machine's {@code os.arch}; null for one without a filter. */
  static @Nullable Architecture of(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64", "arm64" -> AARCH64;
      default -> null;
    };
  }
}
