package dev.offboard.messaging.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a Spring test a real PostgreSQL with the service's schema, its owner role and its runtime
/// role. One server per JVM; one database per application context, which test classes share: tests
/// keep apart by using tenants of their own. Consumers are off; the installation's token is
/// [#TOKEN], other callers come from [TestTokens].
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(EveryTenant.class)
public @interface EmbeddedDatabase {
  String TOKEN = "token-of-the-tests";
  String SERVICE_TOKEN = "service-token-of-the-tests";

  /// The service: schema and roles are named after it.
  String value();
}
