"""Two tiny reports of a town that does not exist, around one promise and what is said of it a year later."""

from __future__ import annotations

__all__ = ["new_report", "old_report"]


def old_report(promises: str) -> str:
    """Return a report of 2031 that promises `promises`."""
    return f"""政府工作报告
——2031年1月8日在青石镇第三届人民代表大会第一次会议上

各位代表：

一、2030年工作回顾
过去一年，全镇经济平稳运行，各项事业取得新进步。

二、2031年工作安排
（一）重点工作
{promises}
"""


def new_report(outcomes: str, plan: str = "加强队伍建设，提升服务水平。") -> str:
    """Return the report of 2032 that says `outcomes` of the past year, and promises `plan`."""
    return f"""政府工作报告
——2032年1月9日在青石镇第三届人民代表大会第二次会议上

各位代表：

一、2031年工作回顾
（一）重点工作
{outcomes}

二、2032年工作安排
（一）重点工作
{plan}
"""
