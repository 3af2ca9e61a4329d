package dev.offboard.orchestrator.certificate;

import dev.offboard.orchestrator.calls.ResilientCalls;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {
  @Bean(defaultCandidate = false)
  @Qualifier("audit")
  ResilientCalls auditCalls(AuditProperties properties, MeterRegistry metrics) {
    return new ResilientCalls(
        "audit", properties.callTimeout(), properties.totalTimeout(), metrics);
  }

  @Bean
  Certificates certificates(
      AuditProperties properties,
      @Value("${offboard.service-token}") String token,
      @Qualifier("audit") ResilientCalls calls) {
    return new Certificates(properties, token.strip(), calls);
  }
}
