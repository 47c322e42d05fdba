# /// attack
# tries = "runs programs, setuid ones too, by every call there is"
# score = "full"
# ///
import subprocess

for program in ("/bin/true", "/bin/sh", "/usr/bin/sudo", "/bin/su", "/usr/bin/passwd", sys.executable):
    refused(program, os.execv, program, [program])
    refused(program, os.execve, program, [program], {})
    refused(program, subprocess.run, [program], close_fds=False)
    refused(program, os.posix_spawn, program, [program], {})
refused("a shell", call, "system", b"true") if _libc.system(b"true") == 0 else None
refused("a program by descriptor", call, "fexecve", 0, None, None)
refused("execveat", system_call, 322, -100, b"/bin/true", None, None, 0) if os.uname().machine == "x86_64" else None
