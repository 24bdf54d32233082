"""Tries to get more rights from the kernel."""

from __future__ import annotations

import ctypes
import fcntl
import os
import pty
import resource
import signal
import socket
import stat
import subprocess

from attempt import Denied, run_attempt, system_call

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNS = 0x00020000
_CLONE_NEWNET = 0x40000000


def run(inputs, context):
    os.chdir(context.scratch_dir)
    return run_attempt(globals(), inputs)


def kill_the_worker(inputs):
    return os.kill(inputs["worker"], signal.SIGTERM)


def trace_the_first_process(inputs):
    return system_call(101, 117, 16, 1, 0, 0)  # PTRACE_ATTACH


def ask_to_be_traced(inputs):
    return system_call(101, 117, 0, 0, 0, 0)  # PTRACE_TRACEME


def read_another_processs_memory(inputs):
    return system_call(310, 270, 1, None, 0, None, 0, 0)


def write_another_processs_memory(inputs):
    return system_call(311, 271, 1, None, 0, None, 0, 0)


def take_another_processs_descriptor(inputs):
    return system_call(438, 438, os.pidfd_open(1), 0, 0)


def mount_a_file_system(inputs):
    os.mkdir("mount")
    return system_call(165, 40, b"none", b"mount", b"tmpfs", 0, None)


def mount_the_root_for_writing(inputs):
    return system_call(165, 40, b"none", b"/", None, 0x20 | 0x1000, None)  # MS_REMOUNT | MS_BIND


def mount_programs_elsewhere(inputs):
    os.mkdir("programs")
    return system_call(165, 40, b"/usr", b"programs", None, 0x1000, None)


def unmount_programs(inputs):
    return system_call(166, 39, b"/usr", 2)


def copy_a_mount(inputs):
    return system_call(428, 428, -100, b"/", 1)  # open_tree, OPEN_TREE_CLONE


def open_a_file_system(inputs):
    return system_call(430, 430, b"proc", 0)


def change_the_root(inputs):
    return os.chroot(".")


def swap_the_root(inputs):
    return system_call(155, 41, b".", b".")


def make_a_user_namespace(inputs):
    return system_call(272, 97, _CLONE_NEWUSER)


def make_a_mount_namespace(inputs):
    return system_call(272, 97, _CLONE_NEWNS)


def make_a_network_namespace_by_clone(inputs):
    return system_call(56, 220, _CLONE_NEWNET | signal.SIGCHLD, None, None, None, None)


def make_a_user_namespace_by_clone(inputs):
    return system_call(56, 220, _CLONE_NEWUSER | signal.SIGCHLD, None, None, None, None)


def make_a_user_namespace_by_clone3(inputs):
    arguments = (ctypes.c_uint64 * 11)(_CLONE_NEWUSER, 0, 0, 0, signal.SIGCHLD)
    return system_call(435, 435, arguments, ctypes.sizeof(arguments))


def make_a_user_namespace_by_a_program(inputs):
    done = subprocess.run(["unshare", "--user", "true"], capture_output=True)
    if done.returncode != 0:
        raise Denied(done.stderr.decode()[:80])
    return done.returncode


def enter_the_first_processs_network(inputs):
    return system_call(308, 268, os.open("/proc/1/ns/net", os.O_RDONLY), 0)


def open_a_file_by_its_handle(inputs):
    return system_call(304, 265, os.open("/", os.O_RDONLY), ctypes.create_string_buffer(64), 0)


def make_a_disk(inputs):
    return os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(8, 0))


def make_the_memorys_device(inputs):
    return os.mknod("mem", 0o600 | stat.S_IFCHR, os.makedev(1, 1))


def become_root(inputs):
    return os.setuid(0)


def become_somebody_else(inputs):
    return os.setresuid(65534, 65534, 65534)


def join_roots_group(inputs):
    return os.setgroups([0])


def run_a_program_with_its_owners_rights(inputs):
    os.chmod(_copy("/usr/bin/id", "own-id"), 0o6755)
    done = subprocess.run(["./own-id", "-u"], capture_output=True, text=True)
    if done.stdout.strip() != "0":
        raise Denied(f"it ran as {done.stdout.strip()}")
    return done.stdout


def give_up_no_new_privileges(inputs):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 0, 0, 0, 0) == 0:
        return "taken back"
    raise OSError(ctypes.get_errno(), "prctl")


def take_a_capability(inputs):
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)(1 << 21, 1 << 21, 1 << 21)  # CAP_SYS_ADMIN
    return system_call(126, 91, header, data)


def load_a_program_into_the_kernel(inputs):
    return system_call(321, 280, 5, ctypes.create_string_buffer(128), 128)


def count_the_kernels_events(inputs):
    return system_call(298, 241, ctypes.create_string_buffer(128), 0, -1, -1, 0)


def make_a_ring_of_requests(inputs):
    return system_call(425, 425, 8, ctypes.create_string_buffer(256))


def handle_page_faults(inputs):
    return system_call(323, 282, 1)


def add_a_key(inputs):
    return system_call(248, 217, b"user", b"name", b"value", 5, -3)


def read_the_sessions_keys(inputs):
    return system_call(250, 219, 0, -3, 0)


def load_a_module(inputs):
    return system_call(313, 273, os.open(__file__, os.O_RDONLY), b"", 0)


def boot_another_kernel(inputs):
    return system_call(246, 104, 0, 0, None, 0)


def restart_the_machine(inputs):
    # With a command that does not exist: harmless where it is allowed, which fails with EINVAL.
    try:
        return system_call(169, 142, 0xFEE1DEAD, 672274793, 0, None)
    except OSError as e:
        if e.errno == 22:
            return "allowed"
        raise


def set_the_clock(inputs):
    return system_call(227, 112, 0, (ctypes.c_long * 2)(0, 0))


def rename_the_machine(inputs):
    return socket.sethostname("mine")


def read_the_kernels_messages(inputs):
    return system_call(103, 116, 10, None, 0)


def type_into_a_terminal(inputs):
    _, terminal = pty.openpty()
    return fcntl.ioctl(terminal, 0x5412, b"x")


def change_the_execution_domain(inputs):
    return system_call(135, 92, 0x0040000)  # ADDR_NO_RANDOMIZE


def use_another_tables_calls(inputs):
    if os.uname().machine != "x86_64":
        raise Denied("there is no other table")
    return system_call(0x40000000 + 39, -1)  # getpid of x32


def watch_all_files(inputs):
    return system_call(300, 262, 0, 0)


def listen_to_all_packets(inputs):
    return socket.socket(17, socket.SOCK_RAW, 0)  # AF_PACKET


def make_packets(inputs):
    return socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)


def talk_to_the_hypervisor(inputs):
    return socket.socket(40, socket.SOCK_STREAM)  # AF_VSOCK


def talk_to_the_packet_filter(inputs):
    return socket.socket(16, socket.SOCK_RAW, 12)  # AF_NETLINK, NETLINK_NETFILTER


def make_packets_in_a_pair(inputs):
    pair = (ctypes.c_int * 2)()
    return system_call(53, 199, 17, socket.SOCK_RAW, 0, pair)  # AF_PACKET


def take_memory_that_no_process_has(inputs):
    return os.memfd_create("mine")


def take_memory_that_stays(inputs):
    return system_call(29, 194, 0, 1 << 20, 0o1600)


def raise_ones_own_limits(inputs):
    try:
        return resource.setrlimit(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20))
    except ValueError as e:
        raise Denied(str(e)) from None


def become_more_important(inputs):
    before = os.nice(0)
    if before < 1:
        return before
    return os.nice(-before)


def _copy(program, name):
    with open(program, "rb") as source, open(name, "wb") as target:
        target.write(source.read())
    return name
