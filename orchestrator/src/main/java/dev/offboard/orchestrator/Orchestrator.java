package dev.offboard.orchestrator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The process that runs the saga and serves the offboarding API.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Orchestrator {
  static void main(String[] args) {
    SpringApplication.run(Orchestrator.class, args);
  }
}
