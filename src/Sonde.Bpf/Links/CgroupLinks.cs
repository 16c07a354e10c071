using Sonde.Bpf.Programs;
using Sonde.Linux;
using Sonde.Linux.Bpf;

namespace Sonde.Bpf.Links;

/// <summary>Attaches programs to a control group of the unified hierarchy: packets, sockets, socket operations, devices, sysctls. Linux 5.7.</summary>
public static class CgroupLinks
{
    /// <summary>Attaches to the group at <paramref name="path"/> and those below.</summary>
    /// <param name="program">The program.</param>
    /// <param name="path">The group's directory.</param>
    /// <param name="attachType">Which of the group's hooks, such as <see cref="BpfAttachType.CgroupSocketOperations"/>.</param>
    /// <exception cref="BpfException">There is no such group, or the kernel refuses.</exception>
    public static BpfLink Attach(BpfProgram program, string path, BpfAttachType attachType)
    {
        string target = $"{attachType} of {path}";
        Errno errno = FileDescriptor.TryOpen(path, out FileDescriptor? group, OpenKind.Directory);
        if (group is null)
            throw new BpfException($"open the control group {path}", errno);
        using (group)
        {
            errno = BpfSystemCall.CreateLink(program.Descriptor, group, (uint)attachType, 0, out FileDescriptor? link);
            string? reason = errno.Value == 9 ? $"{path} is not a control group of the unified hierarchy." : null;
            return BpfLink.From(errno, link, program, target, reason);
        }
    }
}
