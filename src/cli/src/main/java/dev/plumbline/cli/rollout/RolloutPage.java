package dev.plumbline.cli.rollout;

import dev.plumbline.api.ActionStatus;
import dev.plumbline.api.ActiveModelStatus;
import dev.plumbline.api.CacheStatus;
import dev.plumbline.api.ModelRollout;
import dev.plumbline.api.ModelRolloutStatus;
import dev.plumbline.api.PodsStatus;
import dev.plumbline.api.StandbyStatus;
import dev.plumbline.api.SwapStatus;
import dev.plumbline.api.TargetModelStatus;
import dev.plumbline.api.TrialStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollout's status as one page of text. */
final class RolloutPage {

    private final List<String> lines = new ArrayList<>();

    private RolloutPage() {}

    static String of(ModelRollout rollout) {
        var page = new RolloutPage();
        String name = rollout.getMetadata().getNamespace() + "/"
                + rollout.getMetadata().getName();
        ModelRolloutStatus status = rollout.getStatus();
        if (status == null) {
            return name + "  no status yet; does the operator run?\n";
        }
        page.lines.add(name + "  "
                + (status.phase() == null ? "Unknown" : status.phase().text()));
        page.say("active", Optional.ofNullable(status.activeModel()).map(RolloutPage::active));
        page.say("target", Optional.ofNullable(status.targetModel()).map(RolloutPage::target));
        page.say("pods", Optional.ofNullable(status.pods()).map(RolloutPage::pods));
        page.say("standby", Optional.ofNullable(status.standby()).map(RolloutPage::standby));
        page.say("trial", Optional.ofNullable(status.trial()).map(RolloutPage::trial));
        page.say("cache", Optional.ofNullable(status.cache()).map(RolloutPage::cache));
        page.say("last swap", Optional.ofNullable(status.lastSwap()).map(RolloutPage::swap));
        page.say(
                "last failure",
                Optional.ofNullable(status.lastFailure())
                        .filter(f -> f.reason() != null && !f.reason().isEmpty())
                        .map(f -> f.at() + " " + f.reason() + ": " + f.message()));
        for (ActionStatus action : orEmpty(status.actions())) {
            page.say(action.verb(), Optional.of(action.at() + " " + action.outcome()));
        }
        page.lines.add("");
        for (Condition c : orEmpty(status.conditions())) {
            page.lines.add(
                    "  %-17s %-8s %-24s %s".formatted(c.getType(), c.getStatus(), c.getReason(), c.getMessage()));
        }
        return String.join("\n", page.lines) + "\n";
    }

    private void say(String what, Optional<String> text) {
        text.ifPresent(t -> lines.add("  %-13s %s".formatted(what, t)));
    }

    private static String active(ActiveModelStatus model) {
        return "version %s, epoch %d, %s%s"
                .formatted(
                        model.version(),
                        model.epoch(),
                        model.digest(),
                        model.since() == null ? "" : ", since " + model.since());
    }

    private static String target(TargetModelStatus model) {
        return "version %s, %s, %s"
                .formatted(
                        model.version(),
                        model.state() == null ? "Unknown" : model.state().text(),
                        model.digest());
    }

    private static String pods(PodsStatus pods) {
        return "%d, of them %d loaded, %d warm, %d active"
                .formatted(pods.total(), pods.loaded(), pods.warm(), pods.active());
    }

    private static String cache(CacheStatus cache) {
        return "%s for version %s in %d of %d Pods: %s"
                .formatted(cache.decision(), cache.version(), cache.pods(), cache.of(), cache.because());
    }

    private static String standby(StandbyStatus other) {
        return "%s, %s, version %s, %d Pods, %d of them Ready%s"
                .formatted(
                        other.deployment(),
                        other.state() == null ? "Unknown" : other.state().text(),
                        other.version(),
                        other.pods(),
                        other.ready(),
                        other.until() == null ? "" : ", until " + other.until());
    }

    private static String trial(TrialStatus trial) {
        String found = trial.shadow() == null
                ? ""
                : "; %d compared, %d differ, by at most %s"
                        .formatted(
                                trial.shadow().compared(),
                                trial.shadow().different(),
                                trial.shadow().maxAbsDifference());
        return "%s, %d%%, step %d of %d since %s: %d requests, %d of them 5xx, p99 %d ms%s"
                .formatted(
                        trial.type().text(),
                        trial.weight(),
                        trial.step(),
                        trial.steps(),
                        trial.since(),
                        trial.requests(),
                        trial.http5xx(),
                        trial.p99Milliseconds(),
                        found);
    }

    /** Clients follow a Service within seconds: nothing is said of an instant. */
    private static String byService(SwapStatus swap) {
        String counted = swap.requests() == null
                ? ""
                : "; %d requests since, %d of them 5xx".formatted(swap.requests(), swap.http5xx());
        return "epoch %d at %s: the Service was pointed to other Pods%s".formatted(swap.epoch(), swap.at(), counted);
    }

    private static String swap(SwapStatus swap) {
        if (swap.durationMilliseconds() == null) {
            return byService(swap);
        }
        return "epoch %d at %s: all Pods within %d ms; %d requests, %d of them 5xx; p99 %d ms before, %d ms during%s"
                .formatted(
                        swap.epoch(),
                        swap.at(),
                        swap.durationMilliseconds(),
                        swap.requests(),
                        swap.http5xx(),
                        swap.p99BeforeMilliseconds(),
                        swap.p99DuringMilliseconds(),
                        swap.longestMilliseconds() == null
                                ? ""
                                : "; slowest answer %d ms, longest stall %d ms"
                                        .formatted(swap.longestMilliseconds(), swap.longestStallMilliseconds()));
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
