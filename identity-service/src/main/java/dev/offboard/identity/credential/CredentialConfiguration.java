package dev.offboard.identity.credential;

import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

  @Bean
  ApiKeys apiKeys(MicronautData data) {
    return data.repository(ApiKeys.class);
  }
}
