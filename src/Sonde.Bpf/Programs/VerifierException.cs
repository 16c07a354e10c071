using Sonde.Linux;

namespace Sonde.Bpf.Programs;

/// <summary>The verifier rejected a program. The message is one paragraph: where, of which source line, why; the whole log is kept.</summary>
public sealed class VerifierException : BpfException
{
    /// <summary>Creates the exception from the kernel's log.</summary>
    /// <param name="program">The program's name.</param>
    /// <param name="errno">The kernel's answer.</param>
    /// <param name="log">The verifier's log.</param>
    public VerifierException(string program, Errno errno, string log)
        : this(program, errno, log, VerifierReport.Parse(log))
    {
    }

    private VerifierException(string program, Errno errno, string log, VerifierReport report)
        : base($"load program '{program}'", errno, report.ToString())
    {
        Log = log;
        Report = report;
    }

    /// <summary>The verifier's log as it came.</summary>
    public string Log { get; }

    /// <summary>What the log comes to.</summary>
    public VerifierReport Report { get; }
}
