package dev.plumbline.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** The model that shall be served. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelSpec(
        @Size(max = 63)
        @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$")
        @JsonPropertyDescription("Name in the address of the endpoint. Absent means the name of the rollout.")
        String name,

        @Size(max = 63)
        @Pattern("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$")
        @JsonPropertyDescription(
                "Version of the model, part of every cache key; it stands for one digest for ever. Absent means the first 12 hex digits of the digest.")
        String version,

        @Size(max = 64) @JsonPropertyDescription("Format of the artifact; mojo is the only one. Absent means mojo.")
        String format,

        @Size(max = 2048)
        @JsonPropertyDescription("Address of the MOJO archive: https, http, s3, oci, pvc or configmap.")
        String storageUri,

        @Size(max = 512) @JsonPropertyDescription("sha256: and the 64 hex digits of the archive.")
        String digest,

        @JsonPropertyDescription(
                "Secret of the model store, mounted as it is: token, or username and password, or .dockerconfigjson, or AWS_*; ca.crt for a private authority.")
        LocalRef secretRef,

        @JsonPropertyDescription("Signature of the archive.")
        SignatureSpec signature,

        @JsonPropertyDescription("What the archive must contain.")
        ExpectSpec expect) {}
