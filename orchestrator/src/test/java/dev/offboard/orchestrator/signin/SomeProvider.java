package dev.offboard.orchestrator.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// An OpenID provider on loopback that is as strict as real ones: a code is good once, for the
/// client, the address and the verifier that it was given for.
final class SomeProvider {
  static final String CLIENT = "offboard-portal";
  static final String SECRET = "secret of the client";

  private static final RSAKey KEY = key();
  private static final RSAKey FOREIGN = key();

  private final HttpServer server;
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();

  private record Grant(String challenge, String redirectUri, String idToken) {}

  /// What the browser was sent there with.
  record Asked(Map<String, String> query) {
    static Asked of(String location) {
      return new Asked(form(URI.create(location).getRawQuery()));
    }

    String state() {
      return query.getOrDefault("state", "");
    }

    String nonce() {
      return query.getOrDefault("nonce", "");
    }
  }

  SomeProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/keys", http -> answer(http, 200, new JWKSet(KEY.toPublicJWK()).toString()));
    server.createContext("/token", this::token);
    server.start();
  }

  Map<String, String> properties() {
    String prefix = "offboard.sign-in.oidc.";
    return Map.of(
        prefix + "name",
        "Acme",
        prefix + "issuer",
        issuer(),
        prefix + "client-id",
        CLIENT,
        prefix + "client-secret",
        SECRET,
        prefix + "authorization-uri",
        issuer() + "/authorize",
        prefix + "token-uri",
        issuer() + "/token",
        prefix + "jwk-set-uri",
        issuer() + "/keys",
        prefix + "end-session-uri",
        issuer() + "/logout",
        prefix + "roles.offboard-sre",
        "viewer");
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// A code for whom the claims name.
  String code(Asked asked, String idToken) {
    String code = UUID.randomUUID().toString();
    codes.put(
        code,
        new Grant(
            asked.query().getOrDefault("code_challenge", "none"),
            asked.query().getOrDefault("redirect_uri", "none"),
            idToken));
    return code;
  }

  JWTClaimsSet.Builder idClaims(Asked asked, String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(CLIENT)
        .subject(subject)
        .issueTime(new Date())
        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
        .claim("nonce", asked.nonce())
        .claim("sid", "sid-of-" + subject)
        .claim("preferred_username", "Somebody " + subject)
        .claim("tenant_id", "acme")
        .claim("roles", List.of("offboard-sre", "uma_authorization"));
  }

  String signed(JWTClaimsSet claims) {
    return sign(claims, KEY, JOSEObjectType.JWT);
  }

  String signedByAnother(JWTClaimsSet claims) {
    return sign(claims, FOREIGN, JOSEObjectType.JWT);
  }

  static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  /// OpenID Connect Back-Channel Logout section 2.4.
  String logoutToken(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(
        change
            .apply(
                new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .audience(CLIENT)
                    .issueTime(new Date())
                    .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(2))))
                    .jwtID(UUID.randomUUID().toString())
                    .claim(
                        "events",
                        Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())))
            .build(),
        KEY,
        new JOSEObjectType("logout+jwt"));
  }

  private void token(HttpExchange http) throws IOException {
    Map<String, String> form =
        form(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Grant grant = codes.remove(form.getOrDefault("code", ""));
    boolean isGood =
        grant != null
            && grant.redirectUri().equals(form.get("redirect_uri"))
            && grant.challenge().equals(s256(form.getOrDefault("code_verifier", "")))
            && List.of(basic()).equals(http.getRequestHeaders().get("Authorization"));
    if (isGood) {
      answer(
          http,
          200,
          "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"%s\"}"
              .formatted(grant.idToken()));
    } else {
      answer(http, 400, "{\"error\":\"invalid_grant\"}");
    }
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                (CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8));
  }

  private static String s256(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String text) {
    return Arrays.stream(text.split("&"))
        .map(it -> it.split("=", 2))
        .collect(
            Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], StandardCharsets.UTF_8)));
  }

  private static String sign(JWTClaimsSet claims, RSAKey key, JOSEObjectType type) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(type).build(),
              claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(RSAKeyGenerator.MIN_KEY_SIZE_BITS)
          .keyID("of-the-provider")
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
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
