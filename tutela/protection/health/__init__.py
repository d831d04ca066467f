"""Health: registrations, assessments, appointments, needs."""
