"""What the marketing edition tells, part by part: reasons, promises, rivals, wishes, words."""
