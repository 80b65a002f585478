package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;

/** What the user asks of one platform; absent parts take the defaults of the profile. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MlPlatformSpec(
        @JsonPropertyDescription(
                "How strict the views are enforced and which defaults apply. Absent means development.")
        Profile profile,

        @Default("false")
        @JsonPropertyDescription(
                "While true the operator changes nothing of this platform and says so in its conditions.")
        Boolean paused,

        @Default("Retain") @JsonPropertyDescription("What happens to the volumes when the platform is deleted.")
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription("Whether broken rules refuse or only warn, and the dated exemptions.")
        EnforcementSpec enforcement,

        @JsonPropertyDescription("The H2O-3 training cluster. Its memory is the only thing without a default.")
        H2oSpec h2o,

        @JsonPropertyDescription("The Postgres database with automatic failover.")
        PostgresSpec postgres,

        @JsonPropertyDescription("The Redis prediction cache.")
        RedisSpec redis,

        @JsonPropertyDescription("The declared schema of the feature store, held against the logical view.")
        FeatureStoreSpec featureStore,

        @JsonPropertyDescription("The Mage pipeline server that retrains models.")
        MageSpec mage,

        @JsonPropertyDescription("Network isolation and its named openings.")
        NetworkSpec network,

        @JsonPropertyDescription("Which model stores rollouts of this platform may fetch from.")
        ModelsSpec models) {}
