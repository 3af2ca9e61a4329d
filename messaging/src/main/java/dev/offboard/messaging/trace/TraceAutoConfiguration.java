package dev.offboard.messaging.trace;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// Traces for every service that has this module; recorded if `offboard.traces.otlp-endpoint` says
/// where to send them.
@AutoConfiguration
@EnableConfigurationProperties(TraceProperties.class)
public class TraceAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Tracing tracing(TraceProperties properties, @Value("${spring.application.name}") String service) {
    return properties.otlpEndpoint() == null
        ? Tracing.OFF
        : new ExportedTracing(properties, service);
  }

  /// Behind the doors: who isn't let in makes no spans.
  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter(Tracing tracing) {
    FilterRegistrationBean<TraceFilter> registration =
        new FilterRegistrationBean<>(new TraceFilter(tracing));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 130);
    return registration;
  }
}
