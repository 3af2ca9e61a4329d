package dev.offboard.orchestrator.person;

import dev.offboard.messaging.access.AdaptiveHashes;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

@Configuration(proxyBeanMethods = false)
class PersonConfiguration {
  /// Doubles with every step; 10 is what OWASP's password storage cheat sheet asks for at least.
  private static final String COST = "10";

  private static final String BCRYPT = "bcrypt";

  /// A stored hash carries its algorithm and cost, so that a better one can follow.
  @Bean
  PasswordHashes passwordHashes(@Value("${offboard.sign-in.password-cost:" + COST + "}") int cost) {
    return new PasswordHashes(
        new AdaptiveHashes(
            new DelegatingPasswordEncoder(
                BCRYPT, Map.of(BCRYPT, new BCryptPasswordEncoder(cost)))));
  }
}
