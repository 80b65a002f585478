package dev.plumbline.views;

import dev.plumbline.api.EnforcementMode;
import dev.plumbline.api.EnforcementSpec;
import dev.plumbline.api.ExemptionSpec;
import dev.plumbline.api.MlPlatform;
import dev.plumbline.api.MlPlatformSpec;
import dev.plumbline.api.Profile;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How strictly a platform is held to its rules on one day.
 *
 * @param mode what the manifest asks for; Enforce when it says nothing
 */
public record Enforcement(Profile profile, EnforcementMode mode, List<ExemptionSpec> exemptions, LocalDate today) {

    /** The rule that governs exemptions; exempting it is how production runs with {@code Warn} for a while. */
    public static final String EXEMPTIONS_RULE = "VIEW-01";

    public Enforcement {
        exemptions = List.copyOf(exemptions);
    }

    public static Enforcement of(MlPlatform platform, LocalDate today) {
        var spec = Optional.ofNullable(platform.getSpec());
        var asked = spec.map(MlPlatformSpec::enforcement);
        return new Enforcement(
                spec.map(MlPlatformSpec::profile).orElse(Profile.DEVELOPMENT),
                asked.map(EnforcementSpec::defaultMode).orElse(EnforcementMode.ENFORCE),
                asked.map(EnforcementSpec::exemptions).orElse(List.of()).stream()
                        .filter(Objects::nonNull)
                        .toList(),
                today);
    }

    /** No exemption, no warning mode: for rollouts whose platform is not known. */
    public static Enforcement strict(LocalDate today) {
        return new Enforcement(Profile.DEVELOPMENT, EnforcementMode.ENFORCE, List.of(), today);
    }

    /** Whether breaches of exemptible rules are told instead of refused. Production needs an exemption for that. */
    public boolean warnsOnly() {
        return mode == EnforcementMode.WARN
                && (profile != Profile.PRODUCTION || exemption(EXEMPTIONS_RULE).isPresent());
    }

    /** The exemption of a rule that holds today. */
    public Optional<ExemptionSpec> exemption(String rule) {
        return exemptions.stream()
                .filter(each -> rule.equals(each.rule()) && holds(each))
                .findFirst();
    }

    private boolean holds(ExemptionSpec exemption) {
        if (exemption.reason() == null || exemption.reason().isBlank()) {
            return false;
        }
        if (exemption.until() == null) {
            return profile != Profile.PRODUCTION;
        }
        return lastDay(exemption).filter(day -> !today.isAfter(day)).isPresent();
    }

    /** The last day of an exemption; empty when it has none or names a day that no calendar has. */
    public static Optional<LocalDate> lastDay(ExemptionSpec exemption) {
        try {
            return Optional.ofNullable(exemption.until()).map(LocalDate::parse);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
