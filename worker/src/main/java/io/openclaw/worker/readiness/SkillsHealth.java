package io.openclaw.worker.readiness;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Lists the skills. Always up: a skill that is not ready fails the steps that need it, and taking
 * the whole worker away would fail the others too.
 */
@Readiness
@Singleton
class SkillsHealth implements HealthCheck {
  private final SkillStates states;

  SkillsHealth(SkillStates states) {
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("skills").up();
    for (SkillStatus skill : states.all()) {
      String state = skill.state().name();
      response.withData(skill.id(), skill.reason() == null ? state : state + ": " + skill.reason());
    }
    return response.build();
  }
}
