package dev.offboard.messaging.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.messaging.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Callers for tests: an issuer of JWTs with its keys, and an orchestrator that answers what its
/// tokens stand for, both played by one server on loopback. One per JVM; every context with an
/// [EmbeddedDatabase] trusts it.
public final class TestTokens {
  /// What a JWT of a caller of all tenants says.
  public static final String ALL_TENANTS = "*";

  private static final String AUDIENCE = "offboard";
  private static final String UNANSWERABLE = "offb_away-";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final RSAKey KEY = key("the-issuers");
  private static final RSAKey FOREIGN = key("the-issuers");
  private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();
  private static final AtomicInteger QUESTIONS = new AtomicInteger();
  private static final HttpServer SERVER = started();

  private TestTokens() {}

  static Map<String, String> properties() {
    return Map.of(
        "offboard.orchestrator.url",
        url(),
        "offboard.access.jwt.issuer",
        url(),
        "offboard.access.jwt.audience",
        AUDIENCE,
        "offboard.access.jwt.jwk-set-uri",
        url() + "/keys");
  }

  /// A good JWT.
  public static String jwt(String tenant, Role... roles) {
    return signed(claims(tenant, roles).build(), KEY);
  }

  /// A good JWT of another subject than the others have.
  public static String jwtOf(String subject, String tenant, Role... roles) {
    return signed(with(claims(tenant, roles).build()).subject(subject).build(), KEY);
  }

  /// Every JWT that must let nobody in, though it names a caller of all tenants with every role; by
  /// what is wrong with it.
  public static Map<String, String> badJwts() {
    JWTClaimsSet good = claims(ALL_TENANTS, Role.values()).build();
    return Map.of(
        "expired", signed(with(good).expirationTime(ago(Duration.ofSeconds(90))).build(), KEY),
        "not yet", signed(with(good).notBeforeTime(ago(HOUR.negated())).build(), KEY),
        "without expiry", signed(with(good).expirationTime(null).build(), KEY),
        "wrong audience", signed(with(good).audience("somebody-else").build(), KEY),
        "wrong issuer", signed(with(good).issuer("http://127.0.0.1:9").build(), KEY),
        "without tenant", signed(with(good).claim("tenant_id", null).build(), KEY),
        "signed by another", signed(good, FOREIGN),
        "alg none", new PlainJWT(good).serialize(),
        "alg HS256 with the public key", confused(good));
  }

  /// A token that the orchestrator knows as live.
  public static String issued(String tenant, Role... roles) {
    String token = "offb_" + UUID.randomUUID();
    String bound = tenant.equals(ALL_TENANTS) ? "" : ",\"tenant_id\":\"%s\"".formatted(tenant);
    ISSUED.put(
        token,
        "{\"active\":true,\"sub\":\"token.%s\",\"scope\":\"%s\",\"exp\":%d%s}"
            .formatted(
                UUID.randomUUID(),
                String.join(" ", Arrays.stream(roles).map(Role::wireName).toList()),
                Instant.now().plus(HOUR).getEpochSecond(),
                bound));
    return token;
  }

  /// From now on the orchestrator knows it no more.
  public static void revoke(String token) {
    ISSUED.remove(token);
  }

  /// A token that the orchestrator can't say anything of, as if it were away.
  public static String unanswerable() {
    return UNANSWERABLE + UUID.randomUUID();
  }

  /// How often the orchestrator has been asked.
  public static int questions() {
    return QUESTIONS.get();
  }

  private static JWTClaimsSet.Builder claims(String tenant, Role... roles) {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .audience(AUDIENCE)
        .subject("program-7")
        .issueTime(new Date())
        .expirationTime(ago(HOUR.negated()))
        .claim("tenant_id", tenant)
        .claim("roles", Arrays.stream(roles).map(Role::wireName).toList());
  }

  private static JWTClaimsSet.Builder with(JWTClaimsSet claims) {
    return new JWTClaimsSet.Builder(claims);
  }

  private static Date ago(Duration duration) {
    return Date.from(Instant.now().minus(duration));
  }

  private static String signed(JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public key taken for a secret (RFC 8725 section 2.1).
  private static String confused(JWTClaimsSet claims) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build(), claims);
      jwt.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(RSAKeyGenerator.MIN_KEY_SIZE_BITS).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String url() {
    return "http://127.0.0.1:" + SERVER.getAddress().getPort();
  }

  private static HttpServer started() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/keys", http -> answer(http, 200, new JWKSet(KEY.toPublicJWK()).toString()));
      server.createContext("/oauth2/introspect", TestTokens::introspect);
      server.setExecutor(
          Executors.newCachedThreadPool(
              Thread.ofPlatform().daemon().name("test-tokens").factory()));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void introspect(HttpExchange http) throws IOException {
    QUESTIONS.incrementAndGet();
    String form = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean isService =
        List.of("Bearer " + EmbeddedDatabase.SERVICE_TOKEN)
            .equals(http.getRequestHeaders().get("Authorization"));
    Optional<String> token =
        Arrays.stream(form.split("&"))
            .filter(field -> field.startsWith("token="))
            .map(field -> URLDecoder.decode(field.substring(6), StandardCharsets.UTF_8))
            .findFirst();
    if (token.filter(it -> it.startsWith(UNANSWERABLE)).isPresent()) {
      answer(http, 500, "{}");
    } else if (isService && token.isPresent()) {
      answer(http, 200, ISSUED.getOrDefault(token.get(), "{\"active\":false}"));
    } else {
      answer(http, 401, "{}");
    }
  }

  private static void answer(HttpExchange http, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", "application/json");
    http.sendResponseHeaders(status, body.length);
    try (var out = http.getResponseBody()) {
      out.write(body);
    }
  }
}
