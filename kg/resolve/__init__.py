"""What is the same across articles. For now by key alone: no judgement is made, none is invented."""
