package dev.offboard.messaging.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/// How the claims of an issuer become a caller. What must let nobody in is walked over in each
/// service.
class JwtCallersTest {
  private static final RSAKey KEY = key("k1");
  private static final RSAKey ANOTHER = key("another");

  private final AtomicInteger fetched = new AtomicInteger();
  private HttpServer server;
  private JwtCallers callers;

  @BeforeEach
  void an_issuer_that_has_words_of_its_own() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        http -> {
          fetched.incrementAndGet();
          byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(200, keys.length);
          http.getResponseBody().write(keys);
          http.close();
        });
    server.start();
    callers = callers(server.getAddress().getPort());
  }

  @AfterEach
  void it_goes() {
    server.stop(0);
  }

  @Test
  void roles_lie_deep_and_are_called_otherwise() throws JOSEException {
    Caller caller =
        callers
            .find(
                jwt(
                    KEY,
                    Map.of(
                        "org",
                        "acme",
                        "realm_access",
                        Map.of("roles", List.of("offboard-hr", "viewer", "root", "service")))))
            .orElseThrow();

    assertThat(caller.tenant()).isEqualTo(new TenantId("acme"));
    assertThat(caller.roles()).containsExactlyInAnyOrder(Role.REQUESTER, Role.VIEWER);
  }

  @Test
  void only_the_word_of_the_issuer_makes_a_caller_global() throws JOSEException {
    assertThat(callers.find(jwt(KEY, Map.of("org", "everybody"))).orElseThrow().isGlobal())
        .isTrue();
    assertThat(callers.find(jwt(KEY, Map.of("org", "*")))).isEmpty();
    assertThat(callers.find(jwt(KEY, Map.of()))).isEmpty();
    assertThat(callers.find(jwt(KEY, Map.of("org", List.of("acme"))))).isEmpty();
  }

  @Test
  void a_subject_that_is_no_plain_id_stands_in_the_audit_as_a_hash() throws JOSEException {
    String subject =
        callers
            .find(jwt(KEY, Map.of("org", "acme", "sub", "ann@example.com")))
            .orElseThrow()
            .subject();

    assertThat(subject).startsWith("jwt.").doesNotContain("ann").hasSize(4 + 32);
    assertThat(
            callers
                .find(jwt(KEY, Map.of("org", "acme", "sub", "operator")))
                .orElseThrow()
                .subject())
        .isEqualTo("jwt.operator");
  }

  @Test
  void a_token_may_say_which_user_of_the_directory_its_caller_is() throws JOSEException {
    assertThat(
            callers.find(jwt(KEY, Map.of("org", "acme", "person", "u-1"))).orElseThrow().person())
        .isEqualTo(UserRef.of("acme", "u-1"));
    assertThat(
            callers
                .find(jwt(KEY, Map.of("org", "everybody", "person", "acme/u-1")))
                .orElseThrow()
                .person())
        .isEqualTo(UserRef.of("acme", "u-1"));
    assertThat(callers.find(jwt(KEY, Map.of("org", "everybody", "person", "u-1")))).isEmpty();
    assertThat(callers.find(jwt(KEY, Map.of("org", "acme", "person", "no id")))).isEmpty();
    assertThat(callers.find(jwt(KEY, Map.of("org", "acme"))).orElseThrow().person()).isNull();
  }

  @Test
  void without_roles_a_caller_may_do_nothing() throws JOSEException {
    assertThat(callers.find(jwt(KEY, Map.of("org", "acme"))).orElseThrow().roles()).isEmpty();
  }

  @Test
  void unknown_keys_do_not_make_us_fetch_again_and_again() throws JOSEException {
    for (int i = 0; i < 20; i++) {
      assertThat(callers.find(jwt(anotherOnce("other-" + i), Map.of("org", "acme")))).isEmpty();
    }
    assertThat(fetched.get()).isLessThanOrEqualTo(3);
    assertThat(callers.find(jwt(KEY, Map.of("org", "acme")))).isPresent();
  }

  @Test
  void while_the_keys_can_not_be_had_nobody_is_let_in_or_called_a_liar() throws JOSEException {
    int port = server.getAddress().getPort();
    server.stop(0);
    String good = jwt(KEY, Map.of("org", "acme"));
    JwtCallers cold = callers(port);

    assertThatThrownBy(() -> cold.find(good)).isInstanceOf(TokensAway.class);
  }

  @Test
  void without_an_issuer_no_jwt_is_good() throws JOSEException {
    assertThat(new JwtCallers(null).find(jwt(KEY, Map.of("org", "acme")))).isEmpty();
  }

  private static JwtCallers callers(int port) {
    return new JwtCallers(
        new AccessProperties.Jwt(
            URI.create("https://login.example.com"),
            "offboard",
            URI.create("http://127.0.0.1:%d/keys".formatted(port)),
            List.of(SignatureAlgorithm.RS256),
            "org",
            "everybody",
            "realm_access.roles",
            Map.of("offboard-hr", "requester"),
            "person"));
  }

  private static String jwt(RSAKey key, Map<String, Object> claims) throws JOSEException {
    JWTClaimsSet.Builder all =
        new JWTClaimsSet.Builder()
            .issuer("https://login.example.com")
            .audience("offboard")
            .subject("7f3a")
            .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    claims.forEach(all::claim);
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), all.build());
    jwt.sign(new RSASSASigner(key));
    return jwt.serialize();
  }

  /// Keys take long to make, names don't.
  private static RSAKey anotherOnce(String id) {
    return new RSAKey.Builder(ANOTHER).keyID(id).build();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(RSAKeyGenerator.MIN_KEY_SIZE_BITS).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
