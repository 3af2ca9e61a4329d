package dev.offboard.audit.log;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;

/// Lends the repository to Spring and lets an offboarding's id stand in a query string.
@Configuration(proxyBeanMethods = false)
class LogConfiguration {
  @Bean
  Entries entries(MicronautData data) {
    return data.repository(Entries.class);
  }

  @Bean
  OffboardingIdOfText offboardingIdOfText() {
    return new OffboardingIdOfText();
  }

  /// A class, not a lambda: Spring reads the two types from it.
  static final class OffboardingIdOfText implements Converter<String, OffboardingId> {
    @Override
    public OffboardingId convert(String text) {
      try {
        return OffboardingId.parse(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("no UUID (expected: the id of an offboarding)", e);
      }
    }
  }
}
