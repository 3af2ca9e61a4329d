package dev.offboard.identity;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Directory of tenants and users, credentials, API keys; the identity participant.
@SpringBootApplication
public class IdentityService {
  public static void main(String[] args) {
    SpringApplication.run(IdentityService.class, args);
  }
}
