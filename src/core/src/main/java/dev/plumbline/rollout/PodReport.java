package dev.plumbline.rollout;

import java.util.Optional;

/**
 * One inference Pod, as seen just now. Pods that terminate are not reported.
 *
 * @param ready clients are sent to it
 * @param reachable its management port answered; without that all below is unknown and empty
 * @param epoch of the active model, 0 without one
 * @param cache absent where predictions are not remembered
 * @param recordTrouble why it could not read for a while what it is to serve; else empty
 */
public record PodReport(
        String pod,
        boolean ready,
        boolean reachable,
        long epoch,
        Optional<ServedModel> active,
        Optional<TargetReport> target,
        Optional<SwapReport> lastSwap,
        Optional<TrialReport> trial,
        Optional<Recent> recent,
        Optional<CacheReport> cache,
        String recordTrouble) {

    /** In touch with the record. */
    public PodReport(
            String pod,
            boolean ready,
            boolean reachable,
            long epoch,
            Optional<ServedModel> active,
            Optional<TargetReport> target,
            Optional<SwapReport> lastSwap,
            Optional<TrialReport> trial,
            Optional<Recent> recent,
            Optional<CacheReport> cache) {
        this(pod, ready, reachable, epoch, active, target, lastSwap, trial, recent, cache, "");
    }

    /** Without a cache. */
    public PodReport(
            String pod,
            boolean ready,
            boolean reachable,
            long epoch,
            Optional<ServedModel> active,
            Optional<TargetReport> target,
            Optional<SwapReport> lastSwap,
            Optional<TrialReport> trial,
            Optional<Recent> recent) {
        this(pod, ready, reachable, epoch, active, target, lastSwap, trial, recent, Optional.empty());
    }

    /** In no trial, and with no account of the last seconds. */
    public PodReport(
            String pod,
            boolean ready,
            boolean reachable,
            long epoch,
            Optional<ServedModel> active,
            Optional<TargetReport> target,
            Optional<SwapReport> lastSwap) {
        this(pod, ready, reachable, epoch, active, target, lastSwap, Optional.empty(), Optional.empty());
    }

    public static PodReport unreachable(String pod, boolean ready) {
        return new PodReport(pod, ready, false, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean serves(ModelVersion model) {
        return active.filter(a -> a.is(model)).isPresent();
    }

    public Optional<TargetReport> preparing(ModelVersion model) {
        return target.filter(t -> t.model().is(model));
    }

    public boolean isWarmWith(ModelVersion model) {
        return preparing(model).filter(TargetReport::isWarm).isPresent();
    }

    /** What the Pod could not fetch, and why; it goes on trying. */
    public Optional<String> trouble() {
        return target.flatMap(t -> t.trouble().map(why -> "Pod %s could not fetch version %s: %s"
                .formatted(pod, t.model().version(), why)));
    }

    /** It serves nothing and cannot get this, which it is to serve; it goes on trying by itself. */
    boolean lacks(ModelVersion model) {
        return active.isEmpty() && cannotGet(model);
    }

    /** It cannot load it, or cannot fetch it at the moment. */
    boolean cannotGet(ModelVersion model) {
        return preparing(model)
                .filter(t -> t.isRefused() || t.trouble().isPresent())
                .isPresent();
    }

    /** A target that stands for anything but this model. */
    boolean preparesOtherThan(ModelVersion model) {
        return target.isPresent() && preparing(model).isEmpty();
    }
}
