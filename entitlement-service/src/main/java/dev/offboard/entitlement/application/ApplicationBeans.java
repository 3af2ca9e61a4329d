package dev.offboard.entitlement.application;

import dev.offboard.messaging.chassis.MicronautData;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Brings the repository into Spring.
@Configuration(proxyBeanMethods = false)
class ApplicationBeans {
  @Bean
  Applications applications(MicronautData data) {
    return data.repository(Applications.class);
  }
}
