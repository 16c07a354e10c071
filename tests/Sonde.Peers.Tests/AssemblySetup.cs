// Two programs are compared over the same seconds of the same machine: nothing else may run beside them.
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly, DisableTestParallelization = true)]
