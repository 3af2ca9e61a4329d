package dev.offboard.entitlement;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/// The whole service on a real PostgreSQL, without Kafka; one context for all slice tests.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest
@EmbeddedDatabase("entitlement")
@AutoConfigureMockMvc
@Import({Tenants.class, OpenApiDescription.class})
public @interface EntitlementSlice {}
