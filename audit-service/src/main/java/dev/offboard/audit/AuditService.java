package dev.offboard.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The audit log and the audit participant as one process.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class AuditService {
  public static void main(String[] args) {
    SpringApplication.run(AuditService.class, args);
  }
}
