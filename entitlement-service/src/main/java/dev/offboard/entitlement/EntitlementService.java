package dev.offboard.entitlement;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Applications, roles, grants and decisions; the entitlement participant of every offboarding.
@SpringBootApplication
@ConfigurationPropertiesScan
public class EntitlementService {
  static void main(String[] args) {
    SpringApplication.run(EntitlementService.class, args);
  }
}
