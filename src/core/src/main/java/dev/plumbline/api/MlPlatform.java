package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A machine-learning platform: H2O cluster, Postgres, Redis and Mage, held true to its views. */
@Group("plumbline.dev")
@Version("v1alpha1")
@Plural("mlplatforms")
@ShortNames("mlp")
@Categories("plumbline")
@JsonClassDescription("A machine-learning platform: H2O cluster, Postgres, Redis and Mage, held true to its views.")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class MlPlatform extends CustomResource<MlPlatformSpec, MlPlatformStatus> implements Namespaced {}
