"""What is not recorded, counted a second time from the rows of the files."""


def not_recorded(referrals, sessions, partners, training, people, ever):
    due = {
        "my_time_ref": lambda row: False,
        "contacted_at": lambda row: (
            row["assessment_offered_on"] or row["assessment_attended_on"] or row["decision"]
        ),
        "assessment_offered_on": lambda row: row["assessment_attended_on"] or row["decision"],
        "assessment_attended_on": lambda row: row["decision"],
        "decision": lambda row: row["assessment_attended_on"],
        "decision_on": lambda row: row["decision"],
        "unsuitable_reason": lambda row: row["decision"] == "unsuitable",
        "first_session_offered_on": lambda row: row["decision"] == "suitable",
        "sessions_required": lambda row: row["decision"] == "suitable",
        "sessions_attended": lambda row: (
            row["decision"] == "suitable"
            and not any(s["my_time_ref"] == row["my_time_ref"] for s in sessions)
        ),
        "completed_on": lambda row: any(
            p.latest is row and not p.finished and p.credited >= p.required for p in people
        ),
        "closed_on": lambda row: row["close_reason"],
        "close_reason": lambda row: row["closed_on"] and not row["completed_on"],
        "children_count": lambda row: not row["children_ages"],
    }
    columns = list(due)[:1] + ["person_ref", "area", "source", "received_on"] + list(due)[1:-1]
    columns += [
        "age_at_referral",
        "ethnicity",
        "religion",
        "additional_needs",
        "children_ages",
        "children_count",
    ]
    told = set()
    # what a man said of himself on any referral is known of him
    for row in ever:
        for column in ("ethnicity", "religion", "additional_needs"):
            if row[column]:
                told.add((row["person_ref"] or "?" + row["my_time_ref"], column))

    def lacks(row, column):
        if column in ("ethnicity", "religion", "additional_needs"):
            return (row["person_ref"] or "?" + row["my_time_ref"], column) not in told
        return row[column] == "" and bool(due.get(column, lambda row: True)(row))

    happened = [row for row in sessions if row.get("happened", True)]
    return {
        "referrals": {column: sum(lacks(row, column) for row in referrals) for column in columns},
        "sessions": {
            "my_time_ref": 0,
            "session_ref": 0,
            "held_on": sum(row["held_on"] == "" for row in happened),
            "outcome": sum(row["outcome"] == "" for row in happened),
        },
        "partners": partner_gaps(partners),
        "training": {
            column: sum(row[column] == "" for row in training)
            for column in ("held_on", "area", "kind", "social_workers")
        },
    }


def partner_gaps(partners):
    gaps = {"iss_ref": 0, "my_time_ref": sum(row["my_time_ref"] == "" for row in partners)}
    gaps["provider"] = 0  # where the row has none, it is that of the area
    gaps["referred_on"] = sum(row["referred_on"] == "" for row in partners)
    gaps["contacted_at"] = sum(row["contacted_at"] == "" and row["support"] != "" for row in partners)
    gaps["support"] = sum(row["contacted_at"] != "" and row["support"] == "" for row in partners)
    for column in ("satisfaction", "health_wellbeing", "everyday_life", "safety"):
        gaps[column] = sum(row[column] == "" for row in partners)
    return gaps | {"closed_on": 0}
