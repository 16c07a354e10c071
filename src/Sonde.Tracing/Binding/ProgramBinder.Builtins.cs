using Sonde.Tracing.Syntax;
using Sonde.Tracing.Types;

namespace Sonde.Tracing.Binding;

internal sealed partial class ProgramBinder
{
    private static readonly string[] BuiltinNames =
    [
        "pid", "tid", "uid", "gid", "comm", "nsecs", "elapsed", "cpu", "ncpus", "numaid", "kstack", "ustack", "args", "retval", "func", "probe", "probetype", "ctx", "curtask", "rand", "cgroup",
        "username", "jiffies", "arg0", "arg1", "arg2", "arg3", "arg4", "arg5", "arg6", "arg7", "arg8", "arg9",
    ];

    private TraceType Builtin(Identifier identifier)
    {
        switch (identifier.Name)
        {
            case "pid" or "tid":
                return IntegerType.UInt32;
            case "uid" or "gid" or "elapsed" or "cpu" or "ncpus" or "rand" or "cgroup" or "jiffies" or "nsecs" or "numaid":
                return IntegerType.UInt64;
            case "cpid":
                Error(identifier, "cpid is the command of -c, which is not supported yet", "give the process as $1: sonde trace -e '... /pid == $1/ ...' PID");
                return IntegerType.UInt64;
            case "comm":
                return new StringType(16);
            case "username":
                return new UserNameType();
            case "kstack":
                return new KernelStackType(script.Settings.StackMode, 127);
            case "ustack":
                return new UserStackType(script.Settings.StackMode, 127);
            case "curtask":
                return script.Types.Kernel.FindStruct("task_struct", isUnion: false) is { } task ? new PointerType(task, AddressSpace.Kernel) : IntegerType.UInt64;
            case "ctx":
                return new PointerType(new VoidType(), AddressSpace.Bpf);
            case "probe":
                DependsOnTarget = true;
                return new ProbeNameType();
            case "probetype":
                DependsOnTarget = true;
                return new StringType(target.Kind.ToString().Length + 1);
            case "func":
                DependsOnTarget = true;
                return Function(identifier);
            case "retval":
                DependsOnTarget = true;
                return ReturnValue(identifier);
            case "args":
                DependsOnTarget = true;
                return Arguments(identifier);
            default:
                return identifier.Name.StartsWith("arg", StringComparison.Ordinal) && int.TryParse(identifier.Name.AsSpan(3), out int index) ? Argument(identifier, index) : ConstantOrUnknown(identifier);
        }
    }

    private TraceType ConstantOrUnknown(Identifier identifier)
    {
        if (script.Types.FindEnumerator(identifier.Name) is { } enumerator)
            return enumerator.Type;
        if (script.Constant(identifier.Name) is not null)
            return IntegerType.Int64;
        string hint = NearestName.Find(identifier.Name, BuiltinNames) is { } near ? $"did you mean {near}?" : "variables begin with $, maps with @";
        Error(identifier, $"{identifier.Name} is unknown", hint);
        return IntegerType.UInt64;
    }

    private TraceType Function(Identifier identifier)
    {
        switch (target.Kind)
        {
            case ProbeKind.Kprobe or ProbeKind.Kretprobe or ProbeKind.Fentry or ProbeKind.Fexit:
                return new KernelSymbolType();
            case ProbeKind.Uprobe or ProbeKind.Uretprobe:
                return new UserSymbolType();
            default:
                Error(identifier, $"func is not known in a {target.Kind} probe", "it is the function of a kprobe, fentry or uprobe; probe has the name of every probe");
                return new KernelSymbolType();
        }
    }

    private TraceType ReturnValue(Identifier identifier)
    {
        if (target.Kind is ProbeKind.Fexit)
            return target.ReturnType ?? IntegerType.UInt64;
        if (target.Kind is not (ProbeKind.Kretprobe or ProbeKind.Uretprobe))
            Error(identifier, $"retval is not known in a {target.Kind} probe", "it is the result of a kretprobe, fexit or uretprobe");
        return IntegerType.UInt64;
    }

    private TraceType Arguments(Identifier identifier)
    {
        if (target.Arguments is not null)
            return target.Arguments;
        Error(identifier, $"args is not known for {target.Name}", "arguments have names in tracepoint, rawtracepoint and fentry probes; elsewhere they are arg0, arg1, ...");
        return IntegerType.UInt64;
    }

    private TraceType Argument(Identifier identifier, int index)
    {
        bool hasRegisters = target.Kind is ProbeKind.Kprobe or ProbeKind.Uprobe;
        if (target.Kind is ProbeKind.Usdt or ProbeKind.RawTracepoint)
            DependsOnTarget = true;
        else if (!hasRegisters)
            Error(identifier, $"{identifier.Name} is not known in a {target.Kind} probe", target.Arguments is null ? null : "use args.NAME; sonde trace -lv PROBE lists the names");
        else if (index >= 6)
            Error(identifier, "only the first six arguments come in registers", "read later ones from the stack: reg(\"sp\")");
        return IntegerType.UInt64;
    }
}
