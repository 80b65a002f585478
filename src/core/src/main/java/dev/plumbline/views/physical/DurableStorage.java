package dev.plumbline.views.physical;

import dev.plumbline.api.StorageSpec;
import dev.plumbline.views.Amount;
import dev.plumbline.views.Findings;
import dev.plumbline.views.Gate;
import dev.plumbline.views.Input;
import dev.plumbline.views.PlatformSubject;
import dev.plumbline.views.Rule;
import dev.plumbline.views.RuleCard;
import dev.plumbline.views.Subject;
import dev.plumbline.views.View;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** PHY-10: data lies on volumes that stay. */
public final class DurableStorage extends Rule {

    /** What an absent size means, see the description of the field. */
    private static final String DEFAULT_SIZE = "10Gi";

    public DurableStorage() {
        super(RuleCard.firm(
                "PHY-10",
                View.PHYSICAL,
                Gate.CRD,
                "Storage that loses data",
                "storage shrinks, changes its class, is ephemeral or a hostPath, has a size that cannot be read, or"
                        + " production does not retain it (elsewhere a warning).",
                """
                A volume cannot shrink and cannot move to another class; the only way is to delete it. Ephemeral storage
                and directories of a node vanish with the Pod or the node.""",
                "Keep size and class or raise the size; use a PersistentVolumeClaim and leave retain at true."));
    }

    @Override
    public Set<Input> needs(Subject subject) {
        return subject instanceof PlatformSubject ? Set.of(Input.PREVIOUS) : Set.of();
    }

    @Override
    protected void platform(PlatformSubject subject, Findings out) {
        for (Part part : Part.of(subject)) {
            if (part.storage() != null) {
                judge(part.path() + ".storage", part.storage(), subject.production(), out);
            }
        }
        // From the earlier parts: a section that is gone altogether means the default size, which may be less.
        subject.before().map(Part::of).orElse(List.of()).forEach(earlier -> {
            var now = Part.of(subject).stream()
                    .filter(part -> part.path().equals(earlier.path()))
                    .findFirst();
            compare(earlier, earlier.storage(), now.map(Part::storage).orElse(null), out);
        });
    }

    private static void judge(String path, StorageSpec storage, boolean production, Findings out) {
        if (storage.size() != null && Amount.parse(storage.size()) instanceof Amount.Unreadable unreadable) {
            out.at(path + ".size")
                    .found(storage.size())
                    .allowed("a quantity such as 50Gi")
                    .says("%s.size \"%s\" %s. Example: 50Gi.", path, storage.size(), unreadable.why());
        }
        if (Boolean.TRUE.equals(storage.ephemeral())) {
            out.at(path + ".ephemeral")
                    .found(true)
                    .allowed("false")
                    .says(
                            "%s is ephemeral: data would vanish with"
                                    + " the Pod; production data needs a PersistentVolumeClaim that is retained.",
                            path);
        }
        if (storage.hostPath() != null) {
            out.at(path + ".hostPath")
                    .found(storage.hostPath())
                    .allowed("no hostPath")
                    .says(
                            "%s.hostPath puts data into a"
                                    + " directory of one node; production data needs a PersistentVolumeClaim that is retained.",
                            path);
        }
        if (Boolean.FALSE.equals(storage.retain())) {
            out.at(path + ".retain")
                    .found(false)
                    .allowed("true")
                    .blocksIf(production)
                    .says(
                            "%s.retain is false:" + " production data needs a PersistentVolumeClaim that is retained.",
                            path);
        }
    }

    private static void compare(Part part, StorageSpec earlier, StorageSpec now, Findings out) {
        var before = Optional.ofNullable(earlier);
        var after = Optional.ofNullable(now);
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        String path = part.path() + ".storage";
        var sizeBefore = before.map(StorageSpec::size).orElse(DEFAULT_SIZE);
        var sizeAfter = after.map(StorageSpec::size).orElse(DEFAULT_SIZE);
        // A part that had no storage section may still have a volume of the default size; only Redis has none.
        boolean hadVolume = before.isPresent() || !part.path().equals("spec.redis");
        var was = Amount.bytes(sizeBefore);
        if (hadVolume
                && was.isPresent()
                && Amount.bytes(sizeAfter).filter(size -> size < was.get()).isPresent()) {
            out.at(path + ".size")
                    .found(sizeAfter)
                    .allowed("at least " + sizeBefore)
                    .says("%s.size cannot shrink (%s to %s).", path, sizeBefore, sizeAfter);
        }
        var classBefore = before.map(StorageSpec::storageClassName).orElse(null);
        var classAfter = after.map(StorageSpec::storageClassName).orElse(null);
        if (hadVolume && !Objects.equals(classBefore, classAfter)) {
            out.at(path + ".storageClassName")
                    .found(classAfter == null ? "" : classAfter)
                    .allowed(classBefore == null ? "the default class" : classBefore)
                    .says("%s.storageClassName cannot change (%s to %s).", path, text(classBefore), text(classAfter));
        }
    }

    private static String text(String storageClass) {
        return storageClass == null ? "the default class" : storageClass;
    }
}
