package dev.plumbline.views;

import dev.plumbline.views.development.AllowedStore;
import dev.plumbline.views.development.MatchingModel;
import dev.plumbline.views.development.MojoOnly;
import dev.plumbline.views.development.PinnedDigest;
import dev.plumbline.views.development.SafeH2oVersion;
import dev.plumbline.views.logical.AppendOnly;
import dev.plumbline.views.logical.BinaryJson;
import dev.plumbline.views.logical.IndexedFilter;
import dev.plumbline.views.logical.KnownEntity;
import dev.plumbline.views.logical.TimeColumn;
import dev.plumbline.views.physical.CachePolicy;
import dev.plumbline.views.physical.DeletionProtection;
import dev.plumbline.views.physical.DurableStorage;
import dev.plumbline.views.physical.FailoverObjective;
import dev.plumbline.views.physical.FailoverTiming;
import dev.plumbline.views.physical.HeapShareInBounds;
import dev.plumbline.views.physical.InternalOnly;
import dev.plumbline.views.physical.Isolation;
import dev.plumbline.views.physical.MemoryLimitPresent;
import dev.plumbline.views.physical.NameFits;
import dev.plumbline.views.physical.NativeShare;
import dev.plumbline.views.physical.NoForeignHeapFlags;
import dev.plumbline.views.physical.NoPlainCredentials;
import dev.plumbline.views.physical.PinnedImage;
import dev.plumbline.views.physical.RestartConsent;
import dev.plumbline.views.physical.RestrictedSecurity;
import dev.plumbline.views.physical.StandbyForStrict;
import dev.plumbline.views.process.BoundedQueue;
import dev.plumbline.views.process.PoolFits;
import dev.plumbline.views.process.VersionedCache;
import dev.plumbline.views.scenario.DatedExemptions;
import dev.plumbline.views.scenario.DrainableReplicas;
import dev.plumbline.views.scenario.ForwardValidation;
import dev.plumbline.views.scenario.MeaningfulDrift;
import dev.plumbline.views.scenario.OneRolloutPerModel;
import dev.plumbline.views.scenario.RisingSteps;
import dev.plumbline.views.scenario.SwapHeadroom;
import dev.plumbline.views.scenario.UndisturbedSwitch;
import java.util.List;

/** The named lists of rules. Read this first; each rule stands in a file of its own. */
public final class Policies {

    /** Every rule, in the order of the ids. */
    private static final List<Rule> RULES = List.of(
            new MemoryLimitPresent(), // PHY-01
            new HeapShareInBounds(), // PHY-02
            new NoForeignHeapFlags(), // PHY-03
            new NativeShare(), // PHY-04
            new PinnedImage(), // PHY-05
            new RestartConsent(), // PHY-06
            new StandbyForStrict(), // PHY-07
            new FailoverTiming(), // PHY-08
            new FailoverObjective(), // PHY-09
            new DurableStorage(), // PHY-10
            new InternalOnly(), // PHY-11
            new Isolation(), // PHY-12
            new RestrictedSecurity(), // PHY-13
            new NoPlainCredentials(), // PHY-14
            new CachePolicy(), // PHY-15
            new NameFits(), // PHY-16
            new DeletionProtection(), // PHY-17
            new BinaryJson(), // LOG-01
            new IndexedFilter(), // LOG-02
            new TimeColumn(), // LOG-03
            new AppendOnly(), // LOG-04
            new KnownEntity(), // LOG-05
            new VersionedCache(), // PRO-01
            new PoolFits(), // PRO-02
            new BoundedQueue(), // PRO-03
            new MojoOnly(), // DEV-01
            new PinnedDigest(), // DEV-02
            new AllowedStore(), // DEV-03
            new MatchingModel(), // DEV-04
            new SafeH2oVersion(), // DEV-05
            new OneRolloutPerModel(), // SCN-01
            new RisingSteps(), // SCN-02
            new DrainableReplicas(), // SCN-03
            new SwapHeadroom(), // SCN-04
            new MeaningfulDrift(), // SCN-05
            new ForwardValidation(), // SCN-06
            new UndisturbedSwitch(), // SCN-07
            new DatedExemptions()); // VIEW-01

    private Policies() {}

    /** What a manifest must fulfil to be accepted: the webhook and {@code plumbline lint}. */
    public static Policy admission() {
        return new Policy(RULES, List.of(AdmissionAdvice::of, NotYetEnforced::of));
    }

    /** What the planned Kubernetes objects must fulfil. */
    public static Policy plan() {
        return new Policy(RULES, List.of());
    }

    /** What the object in the cluster must go on to fulfil: the reconciler's guard. */
    public static Policy running() {
        return new Policy(RULES, List.of(NotYetEnforced::of));
    }
}
