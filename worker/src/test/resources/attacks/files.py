"""Tries to read and write what was not granted."""

from __future__ import annotations

import glob
import os
import shutil
from pathlib import Path

from attempt import Denied, run_attempt


def run(inputs, context):
    inputs["home"] = str(context.scratch_dir)
    return run_attempt(globals(), inputs)


def read_the_systems_passwords(inputs):
    return Path("/etc/shadow").read_text()


def read_the_users_of_the_machine(inputs):
    text = Path("/etc/passwd").read_text()
    if "root:" not in text:
        raise Denied("only the sandbox's own users are there")
    return text


def read_a_file_of_the_host(inputs):
    return Path(inputs["secret"]).read_text()


def list_the_hosts_folder(inputs):
    return os.listdir(Path(inputs["secret"]).parent)


def read_roots_home(inputs):
    names = [name for name in os.listdir("/root") if name != ".pyenv"]
    if not names:
        raise Denied("nothing in it but what Python is made of")
    return names


def read_a_file_by_a_link_of_ones_own(inputs):
    link = Path(inputs["home"]) / "link"
    link.symlink_to(inputs["secret"])
    return link.read_text()


def read_a_file_by_a_link_in_the_granted_folder(inputs):
    return (Path(inputs["granted"]) / "link-to-secret").read_text()


def read_a_file_by_a_hard_link(inputs):
    link = Path(inputs["home"]) / "hard"
    os.link(inputs["secret"], link)
    return link.read_text()


def link_an_attachment_into_the_home(inputs):
    link = Path(inputs["home"]) / "attached"
    os.link(inputs["attachment"], link)
    return link.write_text("changed")


def read_another_agents_folder(inputs):
    return (Path(inputs["foreign"]) / "plan.md").read_text()


def read_another_agents_folder_by_dots(inputs):
    return (Path(inputs["granted"]) / ".." / Path(inputs["foreign"]).name / "plan.md").read_text()


def read_another_agents_folder_by_the_granted_folders_descriptor(inputs):
    folder = os.open(inputs["granted"], os.O_RDONLY | os.O_DIRECTORY)
    return os.open(f"../{Path(inputs['foreign']).name}/plan.md", os.O_RDONLY, dir_fd=folder)


def write_into_another_agents_folder(inputs):
    return Path(inputs["foreign"], "mine.md").write_text("mine")


def write_to_an_attachment(inputs):
    return Path(inputs["attachment"]).write_text("changed")


def remove_an_attachment(inputs):
    return os.remove(inputs["attachment"])


def replace_an_attachment(inputs):
    other = Path(inputs["home"]) / "other"
    other.write_text("changed")
    return os.rename(other, inputs["attachment"])


def change_the_rights_of_an_attachment(inputs):
    return os.chmod(inputs["attachment"], 0o777)


def write_into_the_workspace(inputs):
    workspace = Path(inputs["granted"]).parent
    written = workspace.joinpath("agents.md").write_text("mine")
    if workspace.stat().st_dev == Path("/tmp").stat().st_dev:
        raise Denied("a folder of the sandbox's own, in memory")
    return written


def change_ones_own_code(inputs):
    return Path(__file__).write_text("def run(inputs, context): return {}")


def change_the_helper(inputs):
    import openclaw_skill

    return Path(openclaw_skill.__file__).write_text("")


def change_python(inputs):
    return Path(os.__file__).parent.joinpath("sitecustomize.py").write_text("")


def write_to_programs(inputs):
    return Path("/usr/bin/mine").write_text("#!/bin/sh")


def write_to_settings(inputs):
    return Path("/etc/mine").write_text("mine")


def change_the_users(inputs):
    return Path("/etc/passwd").write_text("root::0:0::/:/bin/sh")


def write_to_the_root_folder(inputs):
    return Path("/mine").write_text("mine")


def write_to_devices_folder(inputs):
    return Path("/dev/mine").write_text("mine")


def remove_the_granted_folder(inputs):
    return shutil.rmtree(inputs["granted"] + "/../" + Path(inputs["foreign"]).name)


def read_a_disk(inputs):
    disks = [path for pattern in ("vd*", "sd*", "nvme*", "xvd*", "loop*") for path in glob.glob("/dev/" + pattern)]
    if not disks:
        raise Denied("no disk is there")
    with open(disks[0], "rb") as disk:
        return disk.read(16)


def read_the_memory_of_the_machine(inputs):
    with open("/dev/mem", "rb") as memory:
        return memory.read(16)


def read_the_kernels_log(inputs):
    with open("/dev/kmsg", "rb") as log:
        return log.read(16)


def read_the_kernels_memory(inputs):
    with open("/proc/kcore", "rb") as memory:
        return memory.read(16) or _nothing("it is empty")


def see_other_processes(inputs):
    commands = [Path(path).read_bytes() for path in glob.glob("/proc/[0-9]*/cmdline")]
    return [c for c in commands if b"java" in c] or _nothing("the worker is not among them")


def read_the_workers_environment(inputs):
    return Path(f"/proc/{inputs['worker']}/environ").read_bytes()


def read_the_workers_memory(inputs):
    with open(f"/proc/{inputs['worker']}/mem", "rb") as memory:
        return memory.read(16)


def read_the_workers_files_by_its_root(inputs):
    return Path(f"/proc/{inputs['worker']}/root/etc/passwd").read_text()


def find_a_secret_in_any_environment(inputs):
    found = [path for path in glob.glob("/proc/*/environ") if inputs["marker"].encode() in _bytes(path)]
    return found or _nothing("no process has it")


def change_the_kernels_settings(inputs):
    # The value that it has: harmless where it works.
    setting = Path("/proc/sys/kernel/core_pattern")
    return setting.write_text(setting.read_text())


def press_a_key_of_the_kernel(inputs):
    # "h" prints a help text: harmless where it works.
    return Path("/proc/sysrq-trigger").write_text("h")


def change_a_control_group(inputs):
    return os.listdir("/sys/fs/cgroup")


def _bytes(path):
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def _nothing(why):
    raise Denied(why)
