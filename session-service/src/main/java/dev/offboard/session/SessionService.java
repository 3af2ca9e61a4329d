package dev.offboard.session;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Sessions with opaque tokens, and the participant that ends them.
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class SessionService {
  static void main(String[] args) {
    SpringApplication.run(SessionService.class, args);
  }
}
