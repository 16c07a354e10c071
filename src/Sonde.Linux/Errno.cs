using System.Runtime.InteropServices;

namespace Sonde.Linux;

/// <summary>
/// The outcome of a system call: zero for success, else the kernel's error number.
/// Source: errno(3), include/uapi/asm-generic/errno.h.
/// </summary>
/// <param name="Value">The error number; 0 is success.</param>
public readonly record struct Errno(int Value)
{
    /// <summary>No error.</summary>
    public static readonly Errno Success = new(0);

    /// <summary>EPERM: the operation needs a capability that the caller lacks.</summary>
    public static readonly Errno OperationNotPermitted = new(1);

    /// <summary>ENOENT: there is no such file; for /proc/PID files, the process is gone.</summary>
    public static readonly Errno NoSuchEntry = new(2);

    /// <summary>ESRCH: the process vanished while its file was read.</summary>
    public static readonly Errno NoSuchProcess = new(3);

    /// <summary>EINTR: a signal arrived; the call may be repeated.</summary>
    public static readonly Errno Interrupted = new(4);

    /// <summary>EIO: the device, or a broken file system, could not deliver.</summary>
    public static readonly Errno InputOutput = new(5);

    /// <summary>EAGAIN: nothing to read now.</summary>
    public static readonly Errno TryAgain = new(11);

    /// <summary>EACCES: the file's mode or a security module forbids it.</summary>
    public static readonly Errno AccessDenied = new(13);

    /// <summary>EINVAL: the kernel does not know the argument.</summary>
    public static readonly Errno InvalidArgument = new(22);

    /// <summary>EMFILE: the process has no descriptor left.</summary>
    public static readonly Errno TooManyOpenFiles = new(24);

    /// <summary>EPIPE: the reader of the pipe is gone; also returned by /dev/kmsg when records were overwritten.</summary>
    public static readonly Errno BrokenPipe = new(32);

    /// <summary>ENAMETOOLONG: the path is longer than the kernel takes.</summary>
    public static readonly Errno NameTooLong = new(36);

    /// <summary>ENOSYS: the kernel has no such system call.</summary>
    public static readonly Errno NotImplemented = new(38);

    /// <summary>EOPNOTSUPP: the operation exists but is switched off or not supported here.</summary>
    public static readonly Errno NotSupported = new(95);

    /// <summary>ENOTTY: not a terminal, or the device does not know the request.</summary>
    public static readonly Errno NotATerminal = new(25);

    /// <summary>EPROTO: the answer broke its protocol.</summary>
    public static readonly Errno ProtocolError = new(71);

    /// <summary>EMSGSIZE: the message did not fit the buffer.</summary>
    public static readonly Errno MessageTooLong = new(90);

    /// <summary>ENOBUFS: messages were lost because the receive buffer was full.</summary>
    public static readonly Errno NoBufferSpace = new(105);

    /// <summary>ETIMEDOUT: the answer did not come in time.</summary>
    public static readonly Errno TimedOut = new(110);

    /// <summary>ESTALE: the file handle is no longer known to the server.</summary>
    public static readonly Errno Stale = new(116);

    /// <summary>The symbols in the order of their numbers, "-" where there is none; the same on x86-64 and arm64.</summary>
    private static readonly string[] Names = (
        "OK EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY " +
        "EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE " +
        "EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP - ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST " +
        "ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT - EBFONT ENOSTR ENODATA ETIME ENOSR " +
        "ENONET ENOPKG EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD " +
        "EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ " +
        "EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT " +
        "EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN " +
        "ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN " +
        "ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED " +
        "EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL EHWPOISON").Split(' ');

    /// <summary>True for zero.</summary>
    public bool IsSuccess => Value == 0;

    /// <summary>True where the process or file is simply not there (any more): ENOENT, ESRCH, ENODEV or ENXIO.</summary>
    public bool IsGone => Value is 2 or 3 or 6 or 19;

    /// <summary>True for EPERM and EACCES.</summary>
    public bool IsPermission => Value is 1 or 13;

    /// <summary>The error's symbol, such as ENOENT.</summary>
    public string Name => (uint)Value < (uint)Names.Length && Names[Value] != "-" ? Names[Value] : $"errno {Value}";

    /// <summary>The C library's sentence for the error, such as "No such file or directory".</summary>
    public string Description => Marshal.GetPInvokeErrorMessage(Value);

    /// <summary>The error of the P/Invoke that just failed; to be read before anything else runs.</summary>
    internal static Errno Last() => new(Marshal.GetLastPInvokeError());

    /// <summary>The sentence with the symbol, such as "No such file or directory (ENOENT)".</summary>
    public override string ToString() => $"{Description} ({Name})";
}
