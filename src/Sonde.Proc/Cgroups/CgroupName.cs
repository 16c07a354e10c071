using System.Globalization;
using System.Text;

namespace Sonde.Proc.Cgroups;

/// <summary>
/// What a group's path says of its owner, by the conventions of systemd, Docker, containerd, CRI-O, Podman, LXC and Kubernetes. The path comes from
/// whoever
/// made the group: names are raw.
/// </summary>
/// <param name="Kind">Who made the group.</param>
/// <param name="Display">A short name for people: nginx.service, docker 3f2a…, pod 12ab… .</param>
/// <param name="Engine">
/// The container engine: docker, containerd, crio, podman, lxc, systemd-nspawn; empty for others, and where only the id is known.
/// </param>
/// <param name="ContainerId">The container's id or name; null for others.</param>
/// <param name="PodUid">The Kubernetes pod's uid; null outside of pods.</param>
/// <param name="QualityOfService">The Kubernetes class: guaranteed, burstable or besteffort; null outside of pods.</param>
public sealed record CgroupName(CgroupOwnerKind Kind, string Display, string Engine, string? ContainerId, string? PodUid, string? QualityOfService)
{
    private const int IdLength = 64;
    private const int ShortIdLength = 12;

    private static readonly (string Prefix, string Engine)[] ScopePrefixes =
    [
        ("docker-", "docker"), ("cri-containerd-", "containerd"), ("crio-", "crio"), ("libpod-", "podman"), ("lxc-", "lxc"),
        ("machine-", "systemd-nspawn"),
    ];

    /// <summary>Reads <paramref name="path"/>, such as /kubepods.slice/kubepods-pod12ab.slice/cri-containerd-3f2a.scope.</summary>
    public static CgroupName FromPath(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return new CgroupName(CgroupOwnerKind.Root, "/", "", null, null, null);
        (string? uid, string? quality) = FindPod(parts);
        string last = parts[^1];
        string parent = parts.Length > 1 ? parts[^2] : "";
        if (FindContainer(last, parent, uid is not null) is var (engine, id) && id.Length > 0)
            return new CgroupName(CgroupOwnerKind.Container, $"{(engine.Length > 0 ? engine : "container")} {Shorten(id)}", engine, id, uid, quality);
        if (uid is not null && last.Contains("pod", StringComparison.Ordinal))
            return new CgroupName(CgroupOwnerKind.Pod, $"pod {uid}", "", null, uid, quality);
        CgroupOwnerKind kind = Path.GetExtension(last) switch
        {
            ".service" => CgroupOwnerKind.Service,
            ".scope" => CgroupOwnerKind.Scope,
            ".slice" => CgroupOwnerKind.Slice,
            _ => CgroupOwnerKind.Other,
        };
        return new CgroupName(kind, kind == CgroupOwnerKind.Other ? path : Unescape(last), "", null, uid, quality);
    }

    private static (string Engine, string Id) FindContainer(string last, string parent, bool isInPod)
    {
        if (last.EndsWith(".scope", StringComparison.Ordinal))
        {
            string unit = last[..^".scope".Length];
            foreach ((string prefix, string engine) in ScopePrefixes)
            {
                if (unit.StartsWith(prefix, StringComparison.Ordinal))
                    return (engine, Unescape(unit[prefix.Length..]));
            }

            return ("", "");
        }

        if (last.StartsWith("lxc.payload.", StringComparison.Ordinal))
            return ("lxc", last["lxc.payload.".Length..]);
        if (parent == "lxc")
            return ("lxc", last);
        if (!IsHexadecimalId(last))
            return ("", "");
        return parent == "docker" ? ("docker", last) : isInPod || parent is "ecs" or "containers" || parent.Length == 0 ? ("", last) : ("", "");
    }

    // "kubepods/burstable/pod<uid>" by cgroupfs; "kubepods-burstable-pod<uid with _>.slice" by systemd.
    private static (string? Uid, string? Quality) FindPod(string[] parts)
    {
        if (!parts[0].StartsWith("kubepods", StringComparison.Ordinal) && !parts[0].StartsWith("kubelet", StringComparison.Ordinal))
            return (null, null);
        string quality = "guaranteed";
        foreach (string part in parts)
        {
            if (part.Contains("burstable", StringComparison.Ordinal))
                quality = "burstable";
            else if (part.Contains("besteffort", StringComparison.Ordinal))
                quality = "besteffort";
            string name = part.EndsWith(".slice", StringComparison.Ordinal) ? part[..^".slice".Length] : part;
            int dash = name.LastIndexOf("-pod", StringComparison.Ordinal);
            string uid = name.StartsWith("pod", StringComparison.Ordinal) ? name["pod".Length..] : dash >= 0 ? name[(dash + "-pod".Length)..] : "";
            if (uid.Length > 0)
                return (uid.Replace('_', '-'), quality);
        }

        return (null, null);
    }

    private static bool IsHexadecimalId(string text) => text.Length == IdLength && text.All(char.IsAsciiHexDigitLower);

    private static string Shorten(string id) => IsHexadecimalId(id) ? id[..ShortIdLength] : id;

    // systemd writes a hyphen in a unit's name as \x2d.
    private static string Unescape(string name)
    {
        if (!name.Contains("\\x", StringComparison.Ordinal))
            return name;
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            if (i + 3 < name.Length && name[i] == '\\' && name[i + 1] == 'x'
                && byte.TryParse(name.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code) && code < 0x80)
            {
                text.Append((char)code);
                i += 3;
            }
            else
            {
                text.Append(name[i]);
            }
        }

        return text.ToString();
    }
}
