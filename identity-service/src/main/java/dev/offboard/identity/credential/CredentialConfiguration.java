package dev.offboard.identity.credential;

import dev.offboard.messaging.chassis.MicronautData;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {
  /// Doubles with every step; 10 is what OWASP's password storage cheat sheet asks for at least,
  /// and takes some 50 ms. Raise it with the machines: a stored hash carries the cost it was made
  /// with.
  private static final String PASSWORD_COST = "10";

  @Bean
  PasswordHashing passwordHashing(
      @Value("${offboard.identity.password-cost:" + PASSWORD_COST + "}") int cost) {
    return new PasswordHashing(new BCryptPasswordEncoder(cost));
  }

  /// What works in a user's name and goes with them, in the order of the evidence.
  @Bean
  Revocables revocables(JdbcClient jdbc) {
    return new Revocables(
        List.of(
            new Revocable(jdbc, "apiKeys", "api_key", "key_id"),
            new Revocable(jdbc, "oauthGrants", "oauth_grant", "client_id")));
  }

  @Bean
  ApiKeys apiKeys(MicronautData data) {
    return data.repository(ApiKeys.class);
  }
}
