namespace Sonde.Bpf.Instructions;

/// <summary>
/// The kernel's helper functions, by the number that a call instruction carries; complete, because later kernels add kernel functions instead.
/// A name is the kernel's without "bpf_", in Pascal case; each comment is the C prototype.
/// Source: enum bpf_func_id in include/uapi/linux/bpf.h, bpf-helpers(7).
/// </summary>
public enum BpfHelper
{
    /// <summary>No helper.</summary>
    None = 0,

    /// <summary>void *bpf_map_lookup_elem(struct bpf_map *map, const void *key).</summary>
    MapLookupElem = 1,
    /// <summary>long bpf_map_update_elem(struct bpf_map *map, const void *key, const void *value, u64 flags).</summary>
    MapUpdateElem = 2,
    /// <summary>long bpf_map_delete_elem(struct bpf_map *map, const void *key).</summary>
    MapDeleteElem = 3,
    /// <summary>long bpf_probe_read(void *dst, u32 size, const void *unsafe_ptr).</summary>
    ProbeRead = 4,
    /// <summary>u64 bpf_ktime_get_ns(void).</summary>
    KtimeGetNs = 5,
    /// <summary>long bpf_trace_printk(const char *fmt, u32 fmt_size, ...).</summary>
    TracePrintk = 6,
    /// <summary>u32 bpf_get_prandom_u32(void).</summary>
    GetPrandomU32 = 7,
    /// <summary>u32 bpf_get_smp_processor_id(void).</summary>
    GetSmpProcessorId = 8,
    /// <summary>long bpf_skb_store_bytes(struct sk_buff *skb, u32 offset, const void *from, u32 len, u64 flags).</summary>
    SkbStoreBytes = 9,
    /// <summary>long bpf_l3_csum_replace(struct sk_buff *skb, u32 offset, u64 from, u64 to, u64 size).</summary>
    L3CsumReplace = 10,
    /// <summary>long bpf_l4_csum_replace(struct sk_buff *skb, u32 offset, u64 from, u64 to, u64 flags).</summary>
    L4CsumReplace = 11,
    /// <summary>long bpf_tail_call(void *ctx, struct bpf_map *prog_array_map, u32 index).</summary>
    TailCall = 12,
    /// <summary>long bpf_clone_redirect(struct sk_buff *skb, u32 ifindex, u64 flags).</summary>
    CloneRedirect = 13,
    /// <summary>u64 bpf_get_current_pid_tgid(void).</summary>
    GetCurrentPidTgid = 14,
    /// <summary>u64 bpf_get_current_uid_gid(void).</summary>
    GetCurrentUidGid = 15,
    /// <summary>long bpf_get_current_comm(void *buf, u32 size_of_buf).</summary>
    GetCurrentComm = 16,
    /// <summary>u32 bpf_get_cgroup_classid(struct sk_buff *skb).</summary>
    GetCgroupClassid = 17,
    /// <summary>long bpf_skb_vlan_push(struct sk_buff *skb, __be16 vlan_proto, u16 vlan_tci).</summary>
    SkbVlanPush = 18,
    /// <summary>long bpf_skb_vlan_pop(struct sk_buff *skb).</summary>
    SkbVlanPop = 19,
    /// <summary>long bpf_skb_get_tunnel_key(struct sk_buff *skb, struct bpf_tunnel_key *key, u32 size, u64 flags).</summary>
    SkbGetTunnelKey = 20,
    /// <summary>long bpf_skb_set_tunnel_key(struct sk_buff *skb, struct bpf_tunnel_key *key, u32 size, u64 flags).</summary>
    SkbSetTunnelKey = 21,
    /// <summary>u64 bpf_perf_event_read(struct bpf_map *map, u64 flags).</summary>
    PerfEventRead = 22,
    /// <summary>long bpf_redirect(u32 ifindex, u64 flags).</summary>
    Redirect = 23,
    /// <summary>u32 bpf_get_route_realm(struct sk_buff *skb).</summary>
    GetRouteRealm = 24,
    /// <summary>long bpf_perf_event_output(void *ctx, struct bpf_map *map, u64 flags, void *data, u64 size).</summary>
    PerfEventOutput = 25,
    /// <summary>long bpf_skb_load_bytes(const void *skb, u32 offset, void *to, u32 len).</summary>
    SkbLoadBytes = 26,
    /// <summary>long bpf_get_stackid(void *ctx, struct bpf_map *map, u64 flags).</summary>
    GetStackid = 27,
    /// <summary>s64 bpf_csum_diff(__be32 *from, u32 from_size, __be32 *to, u32 to_size, __wsum seed).</summary>
    CsumDiff = 28,
    /// <summary>long bpf_skb_get_tunnel_opt(struct sk_buff *skb, void *opt, u32 size).</summary>
    SkbGetTunnelOpt = 29,
    /// <summary>long bpf_skb_set_tunnel_opt(struct sk_buff *skb, void *opt, u32 size).</summary>
    SkbSetTunnelOpt = 30,
    /// <summary>long bpf_skb_change_proto(struct sk_buff *skb, __be16 proto, u64 flags).</summary>
    SkbChangeProto = 31,
    /// <summary>long bpf_skb_change_type(struct sk_buff *skb, u32 type).</summary>
    SkbChangeType = 32,
    /// <summary>long bpf_skb_under_cgroup(struct sk_buff *skb, struct bpf_map *map, u32 index).</summary>
    SkbUnderCgroup = 33,
    /// <summary>u32 bpf_get_hash_recalc(struct sk_buff *skb).</summary>
    GetHashRecalc = 34,
    /// <summary>u64 bpf_get_current_task(void).</summary>
    GetCurrentTask = 35,
    /// <summary>long bpf_probe_write_user(void *dst, const void *src, u32 len).</summary>
    ProbeWriteUser = 36,
    /// <summary>long bpf_current_task_under_cgroup(struct bpf_map *map, u32 index).</summary>
    CurrentTaskUnderCgroup = 37,
    /// <summary>long bpf_skb_change_tail(struct sk_buff *skb, u32 len, u64 flags).</summary>
    SkbChangeTail = 38,
    /// <summary>long bpf_skb_pull_data(struct sk_buff *skb, u32 len).</summary>
    SkbPullData = 39,
    /// <summary>s64 bpf_csum_update(struct sk_buff *skb, __wsum csum).</summary>
    CsumUpdate = 40,
    /// <summary>void bpf_set_hash_invalid(struct sk_buff *skb).</summary>
    SetHashInvalid = 41,
    /// <summary>long bpf_get_numa_node_id(void).</summary>
    GetNumaNodeId = 42,
    /// <summary>long bpf_skb_change_head(struct sk_buff *skb, u32 len, u64 flags).</summary>
    SkbChangeHead = 43,
    /// <summary>long bpf_xdp_adjust_head(struct xdp_buff *xdp_md, int delta).</summary>
    XdpAdjustHead = 44,
    /// <summary>long bpf_probe_read_str(void *dst, u32 size, const void *unsafe_ptr).</summary>
    ProbeReadStr = 45,
    /// <summary>u64 bpf_get_socket_cookie(struct sk_buff *skb).</summary>
    GetSocketCookie = 46,
    /// <summary>u32 bpf_get_socket_uid(struct sk_buff *skb).</summary>
    GetSocketUid = 47,
    /// <summary>long bpf_set_hash(struct sk_buff *skb, u32 hash).</summary>
    SetHash = 48,
    /// <summary>long bpf_setsockopt(void *bpf_socket, int level, int optname, void *optval, int optlen).</summary>
    Setsockopt = 49,
    /// <summary>long bpf_skb_adjust_room(struct sk_buff *skb, s32 len_diff, u32 mode, u64 flags).</summary>
    SkbAdjustRoom = 50,
    /// <summary>long bpf_redirect_map(struct bpf_map *map, u32 key, u64 flags).</summary>
    RedirectMap = 51,
    /// <summary>long bpf_sk_redirect_map(struct sk_buff *skb, struct bpf_map *map, u32 key, u64 flags).</summary>
    SkRedirectMap = 52,
    /// <summary>long bpf_sock_map_update(struct bpf_sock_ops *skops, struct bpf_map *map, void *key, u64 flags).</summary>
    SockMapUpdate = 53,
    /// <summary>long bpf_xdp_adjust_meta(struct xdp_buff *xdp_md, int delta).</summary>
    XdpAdjustMeta = 54,
    /// <summary>long bpf_perf_event_read_value(struct bpf_map *map, u64 flags, struct bpf_perf_event_value *buf, u32 buf_size).</summary>
    PerfEventReadValue = 55,
    /// <summary>long bpf_perf_prog_read_value(struct bpf_perf_event_data *ctx, struct bpf_perf_event_value *buf, u32 buf_size).</summary>
    PerfProgReadValue = 56,
    /// <summary>long bpf_getsockopt(void *bpf_socket, int level, int optname, void *optval, int optlen).</summary>
    Getsockopt = 57,
    /// <summary>long bpf_override_return(struct pt_regs *regs, u64 rc).</summary>
    OverrideReturn = 58,
    /// <summary>long bpf_sock_ops_cb_flags_set(struct bpf_sock_ops *bpf_sock, int argval).</summary>
    SockOpsCbFlagsSet = 59,
    /// <summary>long bpf_msg_redirect_map(struct sk_msg_buff *msg, struct bpf_map *map, u32 key, u64 flags).</summary>
    MsgRedirectMap = 60,
    /// <summary>long bpf_msg_apply_bytes(struct sk_msg_buff *msg, u32 bytes).</summary>
    MsgApplyBytes = 61,
    /// <summary>long bpf_msg_cork_bytes(struct sk_msg_buff *msg, u32 bytes).</summary>
    MsgCorkBytes = 62,
    /// <summary>long bpf_msg_pull_data(struct sk_msg_buff *msg, u32 start, u32 end, u64 flags).</summary>
    MsgPullData = 63,
    /// <summary>long bpf_bind(struct bpf_sock_addr *ctx, struct sockaddr *addr, int addr_len).</summary>
    Bind = 64,
    /// <summary>long bpf_xdp_adjust_tail(struct xdp_buff *xdp_md, int delta).</summary>
    XdpAdjustTail = 65,
    /// <summary>long bpf_skb_get_xfrm_state(struct sk_buff *skb, u32 index, struct bpf_xfrm_state *xfrm_state, u32 size, u64 flags).</summary>
    SkbGetXfrmState = 66,
    /// <summary>long bpf_get_stack(void *ctx, void *buf, u32 size, u64 flags).</summary>
    GetStack = 67,
    /// <summary>long bpf_skb_load_bytes_relative(const void *skb, u32 offset, void *to, u32 len, u32 start_header).</summary>
    SkbLoadBytesRelative = 68,
    /// <summary>long bpf_fib_lookup(void *ctx, struct bpf_fib_lookup *params, int plen, u32 flags).</summary>
    FibLookup = 69,
    /// <summary>long bpf_sock_hash_update(struct bpf_sock_ops *skops, struct bpf_map *map, void *key, u64 flags).</summary>
    SockHashUpdate = 70,
    /// <summary>long bpf_msg_redirect_hash(struct sk_msg_buff *msg, struct bpf_map *map, void *key, u64 flags).</summary>
    MsgRedirectHash = 71,
    /// <summary>long bpf_sk_redirect_hash(struct sk_buff *skb, struct bpf_map *map, void *key, u64 flags).</summary>
    SkRedirectHash = 72,
    /// <summary>long bpf_lwt_push_encap(struct sk_buff *skb, u32 type, void *hdr, u32 len).</summary>
    LwtPushEncap = 73,
    /// <summary>long bpf_lwt_seg6_store_bytes(struct sk_buff *skb, u32 offset, const void *from, u32 len).</summary>
    LwtSeg6StoreBytes = 74,
    /// <summary>long bpf_lwt_seg6_adjust_srh(struct sk_buff *skb, u32 offset, s32 delta).</summary>
    LwtSeg6AdjustSrh = 75,
    /// <summary>long bpf_lwt_seg6_action(struct sk_buff *skb, u32 action, void *param, u32 param_len).</summary>
    LwtSeg6Action = 76,
    /// <summary>long bpf_rc_repeat(void *ctx).</summary>
    RcRepeat = 77,
    /// <summary>long bpf_rc_keydown(void *ctx, u32 protocol, u64 scancode, u32 toggle).</summary>
    RcKeydown = 78,
    /// <summary>u64 bpf_skb_cgroup_id(struct sk_buff *skb).</summary>
    SkbCgroupId = 79,
    /// <summary>u64 bpf_get_current_cgroup_id(void).</summary>
    GetCurrentCgroupId = 80,
    /// <summary>void *bpf_get_local_storage(void *map, u64 flags).</summary>
    GetLocalStorage = 81,
    /// <summary>long bpf_sk_select_reuseport(struct sk_reuseport_md *reuse, struct bpf_map *map, void *key, u64 flags).</summary>
    SkSelectReuseport = 82,
    /// <summary>u64 bpf_skb_ancestor_cgroup_id(struct sk_buff *skb, int ancestor_level).</summary>
    SkbAncestorCgroupId = 83,
    /// <summary>struct bpf_sock *bpf_sk_lookup_tcp(void *ctx, struct bpf_sock_tuple *tuple, u32 tuple_size, u64 netns, u64 flags).</summary>
    SkLookupTcp = 84,
    /// <summary>struct bpf_sock *bpf_sk_lookup_udp(void *ctx, struct bpf_sock_tuple *tuple, u32 tuple_size, u64 netns, u64 flags).</summary>
    SkLookupUdp = 85,
    /// <summary>long bpf_sk_release(void *sock).</summary>
    SkRelease = 86,
    /// <summary>long bpf_map_push_elem(struct bpf_map *map, const void *value, u64 flags).</summary>
    MapPushElem = 87,
    /// <summary>long bpf_map_pop_elem(struct bpf_map *map, void *value).</summary>
    MapPopElem = 88,
    /// <summary>long bpf_map_peek_elem(struct bpf_map *map, void *value).</summary>
    MapPeekElem = 89,
    /// <summary>long bpf_msg_push_data(struct sk_msg_buff *msg, u32 start, u32 len, u64 flags).</summary>
    MsgPushData = 90,
    /// <summary>long bpf_msg_pop_data(struct sk_msg_buff *msg, u32 start, u32 len, u64 flags).</summary>
    MsgPopData = 91,
    /// <summary>long bpf_rc_pointer_rel(void *ctx, s32 rel_x, s32 rel_y).</summary>
    RcPointerRel = 92,
    /// <summary>long bpf_spin_lock(struct bpf_spin_lock *lock).</summary>
    SpinLock = 93,
    /// <summary>long bpf_spin_unlock(struct bpf_spin_lock *lock).</summary>
    SpinUnlock = 94,
    /// <summary>struct bpf_sock *bpf_sk_fullsock(struct bpf_sock *sk).</summary>
    SkFullsock = 95,
    /// <summary>struct bpf_tcp_sock *bpf_tcp_sock(struct bpf_sock *sk).</summary>
    TcpSock = 96,
    /// <summary>long bpf_skb_ecn_set_ce(struct sk_buff *skb).</summary>
    SkbEcnSetCe = 97,
    /// <summary>struct bpf_sock *bpf_get_listener_sock(struct bpf_sock *sk).</summary>
    GetListenerSock = 98,
    /// <summary>struct bpf_sock *bpf_skc_lookup_tcp(void *ctx, struct bpf_sock_tuple *tuple, u32 tuple_size, u64 netns, u64 flags).</summary>
    SkcLookupTcp = 99,
    /// <summary>long bpf_tcp_check_syncookie(void *sk, void *iph, u32 iph_len, struct tcphdr *th, u32 th_len).</summary>
    TcpCheckSyncookie = 100,
    /// <summary>long bpf_sysctl_get_name(struct bpf_sysctl *ctx, char *buf, size_t buf_len, u64 flags).</summary>
    SysctlGetName = 101,
    /// <summary>long bpf_sysctl_get_current_value(struct bpf_sysctl *ctx, char *buf, size_t buf_len).</summary>
    SysctlGetCurrentValue = 102,
    /// <summary>long bpf_sysctl_get_new_value(struct bpf_sysctl *ctx, char *buf, size_t buf_len).</summary>
    SysctlGetNewValue = 103,
    /// <summary>long bpf_sysctl_set_new_value(struct bpf_sysctl *ctx, const char *buf, size_t buf_len).</summary>
    SysctlSetNewValue = 104,
    /// <summary>long bpf_strtol(const char *buf, size_t buf_len, u64 flags, long *res).</summary>
    Strtol = 105,
    /// <summary>long bpf_strtoul(const char *buf, size_t buf_len, u64 flags, unsigned long *res).</summary>
    Strtoul = 106,
    /// <summary>void *bpf_sk_storage_get(struct bpf_map *map, void *sk, void *value, u64 flags).</summary>
    SkStorageGet = 107,
    /// <summary>long bpf_sk_storage_delete(struct bpf_map *map, void *sk).</summary>
    SkStorageDelete = 108,
    /// <summary>long bpf_send_signal(u32 sig).</summary>
    SendSignal = 109,
    /// <summary>s64 bpf_tcp_gen_syncookie(void *sk, void *iph, u32 iph_len, struct tcphdr *th, u32 th_len).</summary>
    TcpGenSyncookie = 110,
    /// <summary>long bpf_skb_output(void *ctx, struct bpf_map *map, u64 flags, void *data, u64 size).</summary>
    SkbOutput = 111,
    /// <summary>long bpf_probe_read_user(void *dst, u32 size, const void *unsafe_ptr).</summary>
    ProbeReadUser = 112,
    /// <summary>long bpf_probe_read_kernel(void *dst, u32 size, const void *unsafe_ptr).</summary>
    ProbeReadKernel = 113,
    /// <summary>long bpf_probe_read_user_str(void *dst, u32 size, const void *unsafe_ptr).</summary>
    ProbeReadUserStr = 114,
    /// <summary>long bpf_probe_read_kernel_str(void *dst, u32 size, const void *unsafe_ptr).</summary>
    ProbeReadKernelStr = 115,
    /// <summary>long bpf_tcp_send_ack(void *tp, u32 rcv_nxt).</summary>
    TcpSendAck = 116,
    /// <summary>long bpf_send_signal_thread(u32 sig).</summary>
    SendSignalThread = 117,
    /// <summary>u64 bpf_jiffies64(void).</summary>
    Jiffies64 = 118,
    /// <summary>long bpf_read_branch_records(struct bpf_perf_event_data *ctx, void *buf, u32 size, u64 flags).</summary>
    ReadBranchRecords = 119,
    /// <summary>long bpf_get_ns_current_pid_tgid(u64 dev, u64 ino, struct bpf_pidns_info *nsdata, u32 size).</summary>
    GetNsCurrentPidTgid = 120,
    /// <summary>long bpf_xdp_output(void *ctx, struct bpf_map *map, u64 flags, void *data, u64 size).</summary>
    XdpOutput = 121,
    /// <summary>u64 bpf_get_netns_cookie(void *ctx).</summary>
    GetNetnsCookie = 122,
    /// <summary>u64 bpf_get_current_ancestor_cgroup_id(int ancestor_level).</summary>
    GetCurrentAncestorCgroupId = 123,
    /// <summary>long bpf_sk_assign(struct sk_buff *skb, void *sk, u64 flags).</summary>
    SkAssign = 124,
    /// <summary>u64 bpf_ktime_get_boot_ns(void).</summary>
    KtimeGetBootNs = 125,
    /// <summary>long bpf_seq_printf(struct seq_file *m, const char *fmt, u32 fmt_size, const void *data, u32 data_len).</summary>
    SeqPrintf = 126,
    /// <summary>long bpf_seq_write(struct seq_file *m, const void *data, u32 len).</summary>
    SeqWrite = 127,
    /// <summary>u64 bpf_sk_cgroup_id(void *sk).</summary>
    SkCgroupId = 128,
    /// <summary>u64 bpf_sk_ancestor_cgroup_id(void *sk, int ancestor_level).</summary>
    SkAncestorCgroupId = 129,
    /// <summary>long bpf_ringbuf_output(void *ringbuf, void *data, u64 size, u64 flags).</summary>
    RingbufOutput = 130,
    /// <summary>void *bpf_ringbuf_reserve(void *ringbuf, u64 size, u64 flags).</summary>
    RingbufReserve = 131,
    /// <summary>void bpf_ringbuf_submit(void *data, u64 flags).</summary>
    RingbufSubmit = 132,
    /// <summary>void bpf_ringbuf_discard(void *data, u64 flags).</summary>
    RingbufDiscard = 133,
    /// <summary>u64 bpf_ringbuf_query(void *ringbuf, u64 flags).</summary>
    RingbufQuery = 134,
    /// <summary>long bpf_csum_level(struct sk_buff *skb, u64 level).</summary>
    CsumLevel = 135,
    /// <summary>struct tcp6_sock *bpf_skc_to_tcp6_sock(void *sk).</summary>
    SkcToTcp6Sock = 136,
    /// <summary>struct tcp_sock *bpf_skc_to_tcp_sock(void *sk).</summary>
    SkcToTcpSock = 137,
    /// <summary>struct tcp_timewait_sock *bpf_skc_to_tcp_timewait_sock(void *sk).</summary>
    SkcToTcpTimewaitSock = 138,
    /// <summary>struct tcp_request_sock *bpf_skc_to_tcp_request_sock(void *sk).</summary>
    SkcToTcpRequestSock = 139,
    /// <summary>struct udp6_sock *bpf_skc_to_udp6_sock(void *sk).</summary>
    SkcToUdp6Sock = 140,
    /// <summary>long bpf_get_task_stack(struct task_struct *task, void *buf, u32 size, u64 flags).</summary>
    GetTaskStack = 141,
    /// <summary>long bpf_load_hdr_opt(struct bpf_sock_ops *skops, void *searchby_res, u32 len, u64 flags).</summary>
    LoadHdrOpt = 142,
    /// <summary>long bpf_store_hdr_opt(struct bpf_sock_ops *skops, const void *from, u32 len, u64 flags).</summary>
    StoreHdrOpt = 143,
    /// <summary>long bpf_reserve_hdr_opt(struct bpf_sock_ops *skops, u32 len, u64 flags).</summary>
    ReserveHdrOpt = 144,
    /// <summary>void *bpf_inode_storage_get(struct bpf_map *map, void *inode, void *value, u64 flags).</summary>
    InodeStorageGet = 145,
    /// <summary>int bpf_inode_storage_delete(struct bpf_map *map, void *inode).</summary>
    InodeStorageDelete = 146,
    /// <summary>long bpf_d_path(struct path *path, char *buf, u32 sz).</summary>
    DPath = 147,
    /// <summary>long bpf_copy_from_user(void *dst, u32 size, const void *user_ptr).</summary>
    CopyFromUser = 148,
    /// <summary>long bpf_snprintf_btf(char *str, u32 str_size, struct btf_ptr *ptr, u32 btf_ptr_size, u64 flags).</summary>
    SnprintfBtf = 149,
    /// <summary>long bpf_seq_printf_btf(struct seq_file *m, struct btf_ptr *ptr, u32 ptr_size, u64 flags).</summary>
    SeqPrintfBtf = 150,
    /// <summary>u64 bpf_skb_cgroup_classid(struct sk_buff *skb).</summary>
    SkbCgroupClassid = 151,
    /// <summary>long bpf_redirect_neigh(u32 ifindex, struct bpf_redir_neigh *params, int plen, u64 flags).</summary>
    RedirectNeigh = 152,
    /// <summary>void *bpf_per_cpu_ptr(const void *percpu_ptr, u32 cpu).</summary>
    PerCpuPtr = 153,
    /// <summary>void *bpf_this_cpu_ptr(const void *percpu_ptr).</summary>
    ThisCpuPtr = 154,
    /// <summary>long bpf_redirect_peer(u32 ifindex, u64 flags).</summary>
    RedirectPeer = 155,
    /// <summary>void *bpf_task_storage_get(struct bpf_map *map, struct task_struct *task, void *value, u64 flags).</summary>
    TaskStorageGet = 156,
    /// <summary>long bpf_task_storage_delete(struct bpf_map *map, struct task_struct *task).</summary>
    TaskStorageDelete = 157,
    /// <summary>struct task_struct *bpf_get_current_task_btf(void).</summary>
    GetCurrentTaskBtf = 158,
    /// <summary>long bpf_bprm_opts_set(struct linux_binprm *bprm, u64 flags).</summary>
    BprmOptsSet = 159,
    /// <summary>u64 bpf_ktime_get_coarse_ns(void).</summary>
    KtimeGetCoarseNs = 160,
    /// <summary>long bpf_ima_inode_hash(struct inode *inode, void *dst, u32 size).</summary>
    ImaInodeHash = 161,
    /// <summary>struct socket *bpf_sock_from_file(struct file *file).</summary>
    SockFromFile = 162,
    /// <summary>long bpf_check_mtu(void *ctx, u32 ifindex, u32 *mtu_len, s32 len_diff, u64 flags).</summary>
    CheckMtu = 163,
    /// <summary>long bpf_for_each_map_elem(struct bpf_map *map, void *callback_fn, void *callback_ctx, u64 flags).</summary>
    ForEachMapElem = 164,
    /// <summary>long bpf_snprintf(char *str, u32 str_size, const char *fmt, u64 *data, u32 data_len).</summary>
    Snprintf = 165,
    /// <summary>long bpf_sys_bpf(u32 cmd, void *attr, u32 attr_size).</summary>
    SysBpf = 166,
    /// <summary>long bpf_btf_find_by_name_kind(char *name, int name_sz, u32 kind, int flags).</summary>
    BtfFindByNameKind = 167,
    /// <summary>long bpf_sys_close(u32 fd).</summary>
    SysClose = 168,
    /// <summary>long bpf_timer_init(struct bpf_timer *timer, struct bpf_map *map, u64 flags).</summary>
    TimerInit = 169,
    /// <summary>long bpf_timer_set_callback(struct bpf_timer *timer, void *callback_fn).</summary>
    TimerSetCallback = 170,
    /// <summary>long bpf_timer_start(struct bpf_timer *timer, u64 nsecs, u64 flags).</summary>
    TimerStart = 171,
    /// <summary>long bpf_timer_cancel(struct bpf_timer *timer).</summary>
    TimerCancel = 172,
    /// <summary>u64 bpf_get_func_ip(void *ctx).</summary>
    GetFuncIp = 173,
    /// <summary>u64 bpf_get_attach_cookie(void *ctx).</summary>
    GetAttachCookie = 174,
    /// <summary>long bpf_task_pt_regs(struct task_struct *task).</summary>
    TaskPtRegs = 175,
    /// <summary>long bpf_get_branch_snapshot(void *entries, u32 size, u64 flags).</summary>
    GetBranchSnapshot = 176,
    /// <summary>long bpf_trace_vprintk(const char *fmt, u32 fmt_size, const void *data, u32 data_len).</summary>
    TraceVprintk = 177,
    /// <summary>struct unix_sock *bpf_skc_to_unix_sock(void *sk).</summary>
    SkcToUnixSock = 178,
    /// <summary>long bpf_kallsyms_lookup_name(const char *name, int name_sz, int flags, u64 *res).</summary>
    KallsymsLookupName = 179,
    /// <summary>long bpf_find_vma(struct task_struct *task, u64 addr, void *callback_fn, void *callback_ctx, u64 flags).</summary>
    FindVma = 180,
    /// <summary>long bpf_loop(u32 nr_loops, void *callback_fn, void *callback_ctx, u64 flags).</summary>
    Loop = 181,
    /// <summary>long bpf_strncmp(const char *s1, u32 s1_sz, const char *s2).</summary>
    Strncmp = 182,
    /// <summary>long bpf_get_func_arg(void *ctx, u32 n, u64 *value).</summary>
    GetFuncArg = 183,
    /// <summary>long bpf_get_func_ret(void *ctx, u64 *value).</summary>
    GetFuncRet = 184,
    /// <summary>long bpf_get_func_arg_cnt(void *ctx).</summary>
    GetFuncArgCnt = 185,
    /// <summary>int bpf_get_retval(void).</summary>
    GetRetval = 186,
    /// <summary>int bpf_set_retval(int retval).</summary>
    SetRetval = 187,
    /// <summary>u64 bpf_xdp_get_buff_len(struct xdp_buff *xdp_md).</summary>
    XdpGetBuffLen = 188,
    /// <summary>long bpf_xdp_load_bytes(struct xdp_buff *xdp_md, u32 offset, void *buf, u32 len).</summary>
    XdpLoadBytes = 189,
    /// <summary>long bpf_xdp_store_bytes(struct xdp_buff *xdp_md, u32 offset, void *buf, u32 len).</summary>
    XdpStoreBytes = 190,
    /// <summary>long bpf_copy_from_user_task(void *dst, u32 size, const void *user_ptr, struct task_struct *tsk, u64 flags).</summary>
    CopyFromUserTask = 191,
    /// <summary>long bpf_skb_set_tstamp(struct sk_buff *skb, u64 tstamp, u32 tstamp_type).</summary>
    SkbSetTstamp = 192,
    /// <summary>long bpf_ima_file_hash(struct file *file, void *dst, u32 size).</summary>
    ImaFileHash = 193,
    /// <summary>void *bpf_kptr_xchg(void *map_value, void *ptr).</summary>
    KptrXchg = 194,
    /// <summary>void *bpf_map_lookup_percpu_elem(struct bpf_map *map, const void *key, u32 cpu).</summary>
    MapLookupPercpuElem = 195,
    /// <summary>struct mptcp_sock *bpf_skc_to_mptcp_sock(void *sk).</summary>
    SkcToMptcpSock = 196,
    /// <summary>long bpf_dynptr_from_mem(void *data, u32 size, u64 flags, struct bpf_dynptr *ptr).</summary>
    DynptrFromMem = 197,
    /// <summary>long bpf_ringbuf_reserve_dynptr(void *ringbuf, u32 size, u64 flags, struct bpf_dynptr *ptr).</summary>
    RingbufReserveDynptr = 198,
    /// <summary>void bpf_ringbuf_submit_dynptr(struct bpf_dynptr *ptr, u64 flags).</summary>
    RingbufSubmitDynptr = 199,
    /// <summary>void bpf_ringbuf_discard_dynptr(struct bpf_dynptr *ptr, u64 flags).</summary>
    RingbufDiscardDynptr = 200,
    /// <summary>long bpf_dynptr_read(void *dst, u32 len, struct bpf_dynptr *src, u32 offset, u64 flags).</summary>
    DynptrRead = 201,
    /// <summary>long bpf_dynptr_write(struct bpf_dynptr *dst, u32 offset, void *src, u32 len, u64 flags).</summary>
    DynptrWrite = 202,
    /// <summary>void *bpf_dynptr_data(struct bpf_dynptr *ptr, u32 offset, u32 len).</summary>
    DynptrData = 203,
    /// <summary>s64 bpf_tcp_raw_gen_syncookie_ipv4(struct iphdr *iph, struct tcphdr *th, u32 th_len).</summary>
    TcpRawGenSyncookieIpv4 = 204,
    /// <summary>s64 bpf_tcp_raw_gen_syncookie_ipv6(struct ipv6hdr *iph, struct tcphdr *th, u32 th_len).</summary>
    TcpRawGenSyncookieIpv6 = 205,
    /// <summary>long bpf_tcp_raw_check_syncookie_ipv4(struct iphdr *iph, struct tcphdr *th).</summary>
    TcpRawCheckSyncookieIpv4 = 206,
    /// <summary>long bpf_tcp_raw_check_syncookie_ipv6(struct ipv6hdr *iph, struct tcphdr *th).</summary>
    TcpRawCheckSyncookieIpv6 = 207,
    /// <summary>u64 bpf_ktime_get_tai_ns(void).</summary>
    KtimeGetTaiNs = 208,
    /// <summary>long bpf_user_ringbuf_drain(struct bpf_map *map, void *callback_fn, void *ctx, u64 flags).</summary>
    UserRingbufDrain = 209,
    /// <summary>void *bpf_cgrp_storage_get(struct bpf_map *map, struct cgroup *cgroup, void *value, u64 flags).</summary>
    CgrpStorageGet = 210,
    /// <summary>long bpf_cgrp_storage_delete(struct bpf_map *map, struct cgroup *cgroup).</summary>
    CgrpStorageDelete = 211,
}
