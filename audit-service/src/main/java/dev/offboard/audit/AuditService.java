package dev.offboard.audit;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The audit log and the audit participant as one process.
@SpringBootApplication(proxyBeanMethods = false)
public class AuditService {
  public static void main(String[] args) {
    SpringApplication.run(AuditService.class, args);
  }
}
