using Sonde.Linux.Abi;

namespace Sonde.Linux.Bpf;

/// <summary>Programs, BTF and statistics.</summary>
public static unsafe partial class BpfSystemCall
{
    /// <summary>
    /// BPF_PROG_LOAD. EACCES and EINVAL come from the verifier, with the reason in the log; EPERM for want of a capability, also from some kernels
    /// without trampolines; ENOSPC where the log did not fit.
    /// </summary>
    /// <param name="request">The program.</param>
    /// <param name="log">Receives the verifier's log, which ends in a zero; used where the request's log level is not 0.</param>
    /// <param name="program">The program, or null after an error.</param>
    public static Errno LoadProgram(in BpfProgramRequest request, Span<byte> log, out FileDescriptor? program)
    {
        using DescriptorUse btf = new(request.Btf);
        using DescriptorUse target = new(request.AttachTarget);
        fixed (byte* license = Terminated(request.License), instructions = request.Instructions, logPointer = log)
        fixed (byte* functions = request.FunctionInfo, lines = request.LineInfo)
        fixed (int* descriptors = request.Descriptors)
        {
            bool logs = request.LogLevel != 0 && !log.IsEmpty;
            BpfAttrProgramLoad attributes = new()
            {
                prog_type = request.Type,
                insn_cnt = (uint)request.Instructions.Length / 8,
                insns = (ulong)instructions,
                license = (ulong)license,
                log_level = logs ? request.LogLevel : 0,
                log_size = logs ? (uint)log.Length : 0,
                log_buf = logs ? (ulong)logPointer : 0,
                prog_flags = request.Flags,
                expected_attach_type = request.ExpectedAttachType,
                prog_btf_fd = btf.Number,
                func_info_rec_size = request.FunctionInfo.IsEmpty ? 0 : (uint)request.FunctionInfoSize,
                func_info = (ulong)functions,
                func_info_cnt = (uint)(request.FunctionInfo.Length / request.FunctionInfoSize),
                line_info_rec_size = request.LineInfo.IsEmpty ? 0 : (uint)request.LineInfoSize,
                line_info = (ulong)lines,
                line_info_cnt = (uint)(request.LineInfo.Length / request.LineInfoSize),
                attach_btf_id = request.AttachBtfId,
                attach_prog_or_btf_obj_fd = target.Number,
                fd_array = (ulong)descriptors,
            };
            WriteName(attributes.prog_name, request.Name);
            return Open(BpfCommand.BPF_PROG_LOAD, &attributes, out program);
        }
    }

    /// <summary>BPF_BTF_LOAD: gives the kernel type information. Linux 4.18.</summary>
    /// <param name="btf">The section's bytes.</param>
    /// <param name="log">Receives the reason of a refusal; may be empty.</param>
    /// <param name="descriptor">The BTF object, or null after an error.</param>
    public static Errno LoadBtf(ReadOnlySpan<byte> btf, Span<byte> log, out FileDescriptor? descriptor)
    {
        fixed (byte* bytes = btf, logPointer = log)
        {
            BpfAttrBtfLoad attributes = new()
            {
                btf = (ulong)bytes,
                btf_size = (uint)btf.Length,
                btf_log_buf = (ulong)logPointer,
                btf_log_size = (uint)log.Length,
                btf_log_level = log.IsEmpty ? 0u : 1,
            };
            return Open(BpfCommand.BPF_BTF_LOAD, &attributes, out descriptor);
        }
    }

    /// <summary>BPF_PROG_TEST_RUN: runs a program now. ENOTSUPP (524) or EINVAL for types that cannot be run so.</summary>
    public static Errno TestRun(FileDescriptor program, ref BpfTestRun run)
    {
        using DescriptorUse use = new(program);
        fixed (byte* data = run.Data, dataOut = run.DataOut, context = run.Context, contextOut = run.ContextOut)
        {
            BpfAttrTest attributes = new()
            {
                prog_fd = use.Number,
                data_size_in = (uint)run.Data.Length,
                data_size_out = (uint)run.DataOut.Length,
                data_in = (ulong)data,
                data_out = (ulong)dataOut,
                repeat = run.Repeat,
                ctx_size_in = (uint)run.Context.Length,
                ctx_size_out = (uint)run.ContextOut.Length,
                ctx_in = (ulong)context,
                ctx_out = (ulong)contextOut,
                flags = run.Flags,
                cpu = run.Cpu,
            };
            Errno errno = Call(BpfCommand.BPF_PROG_TEST_RUN, &attributes);
            run.ReturnValue = attributes.retval;
            run.DurationNanoseconds = attributes.duration;
            run.DataOutSize = attributes.data_size_out;
            return errno;
        }
    }

    /// <summary>BPF_ENABLE_STATS: run counts and times are kept while the descriptor is open. Linux 5.8.</summary>
    public static Errno EnableStatistics(out FileDescriptor? statistics)
    {
        // BPF_STATS_RUN_TIME is 0.
        BpfAttrLinkUpdate attributes = default;
        return Open(BpfCommand.BPF_ENABLE_STATS, &attributes, out statistics);
    }

    /// <summary>BPF_PROG_ATTACH to a cgroup or socket map; without a link, so it outlives this process.</summary>
    public static Errno Attach(FileDescriptor program, FileDescriptor target, uint attachType, uint flags) =>
        Attach(BpfCommand.BPF_PROG_ATTACH, program, target, attachType, flags);

    /// <summary>BPF_PROG_DETACH.</summary>
    public static Errno Detach(FileDescriptor program, FileDescriptor target, uint attachType) =>
        Attach(BpfCommand.BPF_PROG_DETACH, program, target, attachType, 0);

    private static Errno Attach(BpfCommand command, FileDescriptor program, FileDescriptor target, uint attachType, uint flags)
    {
        using DescriptorUse programUse = new(program);
        using DescriptorUse targetUse = new(target);
        BpfAttrAttach attributes = new()
        {
            target_fd = targetUse.Number,
            attach_bpf_fd = programUse.Number,
            attach_type = attachType,
            attach_flags = flags,
        };
        return Call(command, &attributes);
    }
}
