package dev.plumbline.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A moment of a rollout, spelled out for a test. */
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final ModelVersion V1 = version("1");
    static final ModelVersion V2 = version("2");
    static final ModelVersion V3 = version("3");

    private Wanted wanted = wanted(V2);
    private Intent intent = serving(V1, 1);
    private final List<PodReport> pods = new ArrayList<>();
    private Verification verification = new Verification.NotAsked();
    private Instant now = NOW;
    private Remembered remembered = Remembered.nothing();

    static ModelVersion version(String v) {
        return new ModelVersion("fraud", v, "sha256:" + v.repeat(64), "configmap://models/" + v);
    }

    static Wanted wanted(ModelVersion model) {
        return new Wanted(
                model,
                "request-" + model.version(),
                false,
                3,
                Duration.ofSeconds(900),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Intent serving(ModelVersion model, long epoch) {
        return new Intent(
                epoch,
                Optional.of(model),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                Optional.of(NOW));
    }

    static Intent preparing(ModelVersion active, long epoch, ModelVersion target) {
        return unverified(active, epoch, target).accepting(new Verified(target.digest(), Optional.empty()));
    }

    static Intent unverified(ModelVersion active, long epoch, ModelVersion target) {
        return serving(active, epoch).preparing(target, NOW);
    }

    /** The first model, accepted by the Job. */
    static Intent first(ModelVersion target) {
        return Intent.none().preparing(target, NOW).accepting(new Verified(target.digest(), Optional.empty()));
    }

    Scene wants(Wanted wanted) {
        this.wanted = wanted;
        return this;
    }

    Scene recorded(Intent intent) {
        this.intent = intent;
        return this;
    }

    Scene verified(Verification so) {
        this.verification = so;
        return this;
    }

    Scene remembering(Remembered what) {
        this.remembered = what;
        return this;
    }

    Scene at(Instant now) {
        this.now = now;
        return this;
    }

    Scene pods(PodReport... reports) {
        pods.addAll(Arrays.asList(reports));
        return this;
    }

    /** Three Pods that serve this model in this epoch and prepare nothing. */
    Scene threePods(ModelVersion active, long epoch) {
        return pods(pod("a", active, epoch), pod("b", active, epoch), pod("c", active, epoch));
    }

    Step next() {
        return RolloutMachine.next(new Facts(wanted, intent, pods, verification, now).remembering(remembered));
    }

    static PodReport pod(String name, ModelVersion active, long epoch) {
        return new PodReport(name, true, true, epoch, Optional.of(served(active)), Optional.empty(), Optional.empty());
    }

    static PodReport booting(String name) {
        return new PodReport(name, false, true, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static PodReport with(PodReport pod, ModelVersion target, TargetState state) {
        return with(pod, target, state, state == TargetState.REFUSED ? "DigestMismatch" : "", OptionalDouble.empty());
    }

    static PodReport with(PodReport pod, ModelVersion target, TargetState state, String reason, OptionalDouble p99) {
        var report = new TargetReport(served(target), state, reason, "as the Pod says", p99);
        return new PodReport(
                pod.pod(),
                pod.ready(),
                pod.reachable(),
                pod.epoch(),
                pod.active(),
                Optional.of(report),
                pod.lastSwap());
    }

    static PodReport swapped(PodReport pod, long requests, long http5xx) {
        var swap = new SwapReport(pod.epoch(), NOW.toEpochMilli(), requests, http5xx, http5xx, 0, 0, 0, 0);
        return new PodReport(
                pod.pod(), pod.ready(), pod.reachable(), pod.epoch(), pod.active(), pod.target(), Optional.of(swap));
    }

    private static ServedModel served(ModelVersion model) {
        return new ServedModel(model.name(), model.version(), model.digest());
    }
}
