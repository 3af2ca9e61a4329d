package dev.offboard.messaging.chassis;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/// Where `offboard.actuator.port` is set, as both the embedded runtime and the containers do.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("offboard.actuator.port")
class ActuatorConfiguration {
  @Bean
  ActuatorPort actuatorPort(
      @Value("${offboard.actuator.address:127.0.0.1}") String address,
      @Value("${offboard.actuator.port}") int port) {
    return new ActuatorPort(address, port);
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> actuatorFilter(
      ActuatorPort actuator, JsonMapper mapper) {
    FilterRegistrationBean<OncePerRequestFilter> registration =
        new FilterRegistrationBean<>(actuator.filter(new ProblemWriter(mapper)));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
    return registration;
  }
}
