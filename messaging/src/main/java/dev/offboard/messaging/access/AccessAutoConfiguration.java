package dev.offboard.messaging.access;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.offboard.messaging.chassis.ChassisAutoConfiguration;
import dev.offboard.messaging.chassis.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/// The doors of every service: who calls, how often, and whether the table lets them. A token with
/// each request; no session, no cookie, no form, unless a service brings an [OtherDoor].
@AutoConfiguration(
    after = ChassisAutoConfiguration.class,
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
    })
@EnableWebSecurity
@EnableConfigurationProperties(AccessProperties.class)
public class AccessAutoConfiguration {
  /// Nothing that a service answers may load or be framed by anything.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; frame-ancestors 'none'";

  /// The doors look who it is at the end of a stream too. Who isn't told for whom to look finds
  /// nobody.
  private static final EnumSet<DispatcherType> WHEREVER_THE_DOORS_STAND =
      EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

  @Bean
  AccessProblems accessProblems(JsonMapper mapper, ObjectProvider<ProblemPages> pages) {
    return new AccessProblems(new ProblemWriter(mapper), pages);
  }

  /// The orchestrator brings its own: it issues the tokens.
  @Bean
  @ConditionalOnMissingBean
  IssuedTokens issuedTokens(
      @Value("${offboard.orchestrator.url}") URI orchestrator,
      @Value("${offboard.service-token}") String token) {
    return new AskedTokens(orchestrator, token.strip());
  }

  @Bean
  TokenAuthentication tokenAuthentication(
      @Value("${offboard.token}") String installation,
      @Value("${offboard.service-token}") String service,
      IssuedTokens issued,
      AccessProperties properties,
      Clock clock) {
    return new TokenAuthentication(
        new TokenAuthentication.Secrets(installation.strip(), service.strip()),
        new CachedTokens(issued, clock, Ticker.systemTicker()),
        new JwtCallers(properties.jwt()));
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      TokenAuthentication tokens,
      AccessProblems problems,
      ObjectProvider<AccessTable> tables,
      ObjectProvider<OtherDoor> others,
      AccessProperties properties) {
    BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(tokens);
    bearer.setAuthenticationEntryPoint(problems);
    RateLimitFilter limits = new RateLimitFilter(properties.requestsPerSecond(), problems);
    AccessTable table = tables.orderedStream().reduce(AccessTable.COMMON, AccessTable::and);
    http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            it ->
                it.frameOptions(frame -> frame.deny())
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY)))
        .exceptionHandling(
            it -> it.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
        .addFilterBefore(limits, AuthorizationFilter.class)
        .authorizeHttpRequests(
            it ->
                it.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .anyRequest()
                    .access(new AccessDecision(table)));
    others.orderedStream().forEach(door -> door.open(http));
    return http.build();
  }

  /// Spring Security's filter is at 100: see `chassis.yml`.
  @Bean
  FilterRegistrationBean<TenancyFilter> tenancyBeforeTheDoors() {
    return tenancy(TenancyFilter.BEFORE_THE_DOORS, "tenancyBeforeTheDoors", 90);
  }

  @Bean
  FilterRegistrationBean<TenancyFilter> tenancyBehindTheDoors() {
    return tenancy(TenancyFilter.BEHIND_THE_DOORS, "tenancyBehindTheDoors", 120);
  }

  /// Wherever the doors are: they look for who asks again when the container tells of an error or
  /// goes on with a request in another thread.
  private static FilterRegistrationBean<TenancyFilter> tenancy(
      TenancyFilter filter, String name, int order) {
    FilterRegistrationBean<TenancyFilter> registration = new FilterRegistrationBean<>(filter);
    registration.setName(name);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + order);
    registration.setDispatcherTypes(WHEREVER_THE_DOORS_STAND);
    return registration;
  }

  @Bean
  WebMvcConfigurer callerArgument() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
      }
    };
  }
}
