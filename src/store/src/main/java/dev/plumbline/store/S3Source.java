package dev.plumbline.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * {@code s3://<bucket>/<key>} of any store with the S3 API. Amazon's library signs the request; what carries it is the
 * same client as for {@code https://}, with the same checks of addresses.
 */
public final class S3Source implements Source {

    /** The request is made at once; this covers clocks that differ. */
    private static final Duration VALID = Duration.ofMinutes(15);

    private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final HttpSource http;
    private final AddressPolicy policy;
    private final StoreSecret secret;

    public S3Source(HttpSource http, AddressPolicy policy, StoreSecret secret) {
        this.http = http;
        this.policy = policy;
        this.secret = secret;
    }

    @Override
    public InputStream open(URI uri) throws IOException, FetchException {
        String bucket = uri.getAuthority();
        String key = uri.getPath() == null ? "" : uri.getPath();
        boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null;
        if (bucket == null || !bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || key.length() < 2 || more) {
            throw new FetchException("an s3 URI has the form s3://<bucket>/<key>");
        }
        // Judged as it was written, before the key is decoded: an encoded slash must not become one here.
        AddressPolicy.plain(uri.toString());
        if (!policy.stores().isEmpty() && !policy.listed(uri.toString())) {
            throw new FetchException(
                    "s3://%s is below no entry of spec.models.allow of the platform".formatted(bucket));
        }
        S3Settings settings = secret.s3();
        URI plain = plain(settings, bucket, key);
        // A bucket that is listed says nothing about where its endpoint lies, which whoever owns the Secret chooses.
        Grant grant = policy.grant(plain) == Grant.PRIVATE ? Grant.PRIVATE : Grant.PUBLIC;
        return http.open(Ask.of(signed(settings, plain), grant));
    }

    /** The signature is over the path with every sign encoded that S3 does not leave as it is, so it travels like that. */
    private static URI plain(S3Settings settings, String bucket, String key) throws FetchException {
        if (settings.endpoint().isEmpty() && !REGION.matcher(settings.region()).matches()) {
            throw new FetchException(
                    "%s is not the name of a region, such as eu-central-1".formatted(S3Settings.REGION));
        }
        String endpoint = settings.endpoint().orElse("https://s3.%s.amazonaws.com".formatted(settings.region()));
        try {
            URI uri =
                    new URI(endpoint.replaceFirst("/+$", "") + "/" + bucket + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            throw noEndpoint();
        }
        throw noEndpoint();
    }

    private static FetchException noEndpoint() {
        return new FetchException(("the endpoint of the object store (%s) is not an address such as"
                        + " https://minio.models.svc:9000, its host without an underscore")
                .formatted(String.join(" or ", S3Settings.ENDPOINTS)));
    }

    private static URI signed(S3Settings settings, URI plain) {
        if (settings.accessKey().isEmpty() || settings.secretKey().isEmpty()) {
            return plain;
        }
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(plain).build();
        return AwsV4HttpSigner.create()
                .sign(call -> call.identity(identity(settings))
                        .request(request)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                        .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALID)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false))
                .request()
                .getUri();
    }

    private static AwsCredentialsIdentity identity(S3Settings settings) {
        String access = settings.accessKey().orElseThrow();
        String secret = settings.secretKey().orElseThrow();
        return settings.sessionToken().isPresent()
                ? AwsSessionCredentialsIdentity.create(
                        access, secret, settings.sessionToken().get())
                : AwsCredentialsIdentity.create(access, secret);
    }
}
